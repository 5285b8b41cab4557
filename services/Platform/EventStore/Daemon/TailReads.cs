using Npgsql;

namespace Marten.Events.Daemon;

/// <summary>The queries of the tail and of subscriptions that catch up.</summary>
internal sealed class TailReads(DocumentStore store)
{
    readonly string head = $"select case when is_called then last_value else 0 end from {store.Database.Schema}.mt_events_sequence";
    readonly string rows = Rows(store.Database.Schema, "");
    readonly string wanted = Rows(store.Database.Schema, " and type = any($4)");

    /// <summary>The last number given out, committed or not.</summary>
    public async Task<long> HeadAsync(NpgsqlConnection connection, CancellationToken token)
    {
        await using var command = new NpgsqlCommand(head, connection);
        return (long)(await command.ExecuteScalarAsync(token))!;
    }

    public async Task<List<StoredEvent>> RowsAsync(
        NpgsqlConnection connection, long after, long upTo, int most, IReadOnlyCollection<string>? types, CancellationToken token)
    {
        await using var command = new NpgsqlCommand(types is null ? rows : wanted, connection);
        command.Parameters.Add(new NpgsqlParameter<long> { TypedValue = after });
        command.Parameters.Add(new NpgsqlParameter<long> { TypedValue = upTo });
        command.Parameters.Add(new NpgsqlParameter<int> { TypedValue = most });
        if (types is not null) command.Parameters.Add(new NpgsqlParameter<string[]> { TypedValue = [.. types] });
        await using var found = await command.ExecuteReaderAsync(token);
        var events = new List<StoredEvent>();
        while (await found.ReadAsync(token)) events.Add(new(found));
        return events;
    }

    static string Rows(string schema, string condition) =>
        $"select {StoredEvent.Columns} from {schema}.mt_events where seq_id > $1 and seq_id <= $2{condition} order by seq_id limit $3";
}
