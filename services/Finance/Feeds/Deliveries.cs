using Npgsql;

namespace Cultivation.Finance.Feeds;

/// <summary>How far a bank's queue has been filled.</summary>
/// <param name="Highest">Highest position ever published; up to it a publication is a repeat.</param>
/// <param name="Head">Last position of the feed.</param>
internal readonly record struct Filled(long Position, long Highest, long Head);

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

    public async Task<Filled> Of(string district, string bank, CancellationToken cancellation)
    {
        await using var read = Command(
            """
            select position, highest, coalesce((select max(position) from finance.entries where tenant_id = $1 and bank_id = $2), 0)
            from finance.deliveries where tenant_id = $1 and bank_id = $2
            """, district, bank);
        await using var row = await read.ExecuteReaderAsync(cancellation);
        return await row.ReadAsync(cancellation) ? new Filled(row.GetInt64(0), row.GetInt64(1), row.GetInt64(2)) : default;
    }

    /// <summary>Moves a place by compare-and-set.</summary>
    /// <returns>False when somebody else moved it: another process, or a refill.</returns>
    public async Task<bool> Move(string district, string bank, long from, long to, CancellationToken cancellation)
    {
        await using var move = Command(
            "update finance.deliveries set position = $4, highest = greatest(highest, $4) where tenant_id = $1 and bank_id = $2 and position = $3",
            district, bank, from, to);
        return await move.ExecuteNonQueryAsync(cancellation) == 1;
    }

    private NpgsqlCommand Command(string sql, params object[] values)
    {
        var command = database.CreateCommand(sql);
        foreach (var value in values)
            command.Parameters.Add(new() { Value = value });
        return command;
    }
}
