using Npgsql;

namespace Cultivation.Finance.Feeds;

/// <summary>The readers' places: table <c>finance.deliveries</c>, one row per bank and district that has a queue.</summary>
internal sealed class Deliveries(NpgsqlDataSource database)
{
    public async Task<List<(string District, string Bank)>> All(CancellationToken cancellation)
    {
        await using var read = database.CreateCommand("select tenant_id, bank_id from finance.deliveries order by 1, 2");
        await using var rows = await read.ExecuteReaderAsync(cancellation);
        var found = new List<(string, string)>();
        while (await rows.ReadAsync(cancellation))
            found.Add((rows.GetString(0), rows.GetString(1)));
        return found;
    }

    /// <summary>Moves a place by compare-and-set.</summary>
    /// <returns>False when somebody else moved it: another process, or a refill.</returns>
    public async Task<bool> Move(string district, string bank, long from, long to, CancellationToken cancellation)
    {
        await using var move = database.Ask(
            "update finance.deliveries set position = $4, highest = greatest(highest, $4) where tenant_id = $1 and bank_id = $2 and position = $3",
            district, bank, from, to);
        return await move.ExecuteNonQueryAsync(cancellation) == 1;
    }
}
