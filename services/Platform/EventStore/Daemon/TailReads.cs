using Marten.Internal;
using Npgsql;

namespace Marten.Events.Daemon;

/// <summary>The queries of the tail and of subscriptions that catch up.</summary>
internal sealed class TailReads(DocumentStore store)
{
    readonly string head = $"select case when is_called then last_value else 0 end from {store.Database.Schema}.mt_events_sequence";
    readonly string next = $"select {StoredEvent.Columns} from {store.Database.Schema}.mt_events where seq_id > $1 order by seq_id limit $2";
    readonly string rows = Rows(store.Database.Schema, StoredEvent.Columns, "");
    readonly string rowsOfTypes = Rows(store.Database.Schema, StoredEvent.Columns, " and type = any($4)");
    readonly string few = Rows(store.Database.Schema, StoredEvent.FewColumns + ", mt_dotnet_type", "");
    readonly string fewOfTypes = Rows(store.Database.Schema, StoredEvent.FewColumns, " and type = any($4)");

    /// <summary>The last number given out, committed or not.</summary>
    public async Task<long> HeadAsync(NpgsqlConnection connection, CancellationToken token)
    {
        await using var command = new NpgsqlCommand(head, connection);
        return (long)(await command.ExecuteScalarAsync(token))!;
    }

    /// <summary>The head and then, in the same round trip, the first rows after a position; the head is at least the last of them.</summary>
    public async Task<(long Head, List<StoredEvent> Events)> NextAsync(NpgsqlConnection connection, long after, int most, CancellationToken token)
    {
        await using var batch = new NpgsqlBatch(connection) { BatchCommands = { new(head), new NpgsqlBatchCommand(next).Number(after).Number(most) } };
        await using var found = await batch.ExecuteReaderAsync(token);
        await found.ReadAsync(token);
        var last = found.GetInt64(0);
        await found.NextResultAsync(token);
        var events = await EventsAsync(found, whole: true, token);
        return (events.Count == 0 ? last : Math.Max(last, events[^1].Sequence), events);
    }

    public async Task<List<StoredEvent>> RowsAsync(
        NpgsqlConnection connection, long after, long upTo, int most, Wanted wanted, CancellationToken token)
    {
        await using var command = new NpgsqlCommand(Text(wanted), connection);
        command.Parameters.Add(new NpgsqlParameter<long> { TypedValue = after });
        command.Parameters.Add(new NpgsqlParameter<long> { TypedValue = upTo });
        command.Parameters.Add(new NpgsqlParameter<int> { TypedValue = most });
        if (wanted.Types is not null) command.Parameters.Add(new NpgsqlParameter<string[]> { TypedValue = [.. wanted.Types] });
        await using var found = await command.ExecuteReaderAsync(token);
        return await EventsAsync(found, wanted.Whole, token);
    }

    async Task<List<StoredEvent>> EventsAsync(NpgsqlDataReader found, bool whole, CancellationToken token)
    {
        var events = new List<StoredEvent>();
        while (await found.ReadAsync(token)) events.Add(new(found, store.Types, whole));
        return events;
    }

    string Text(Wanted wanted) => wanted switch
    {
        { Whole: true, Types: null } => rows,
        { Whole: true } => rowsOfTypes,
        { Types: null } => few,
        _ => fewOfTypes,
    };

    static string Rows(string schema, string columns, string condition) =>
        $"select {columns} from {schema}.mt_events where seq_id > $1 and seq_id <= $2{condition} order by seq_id limit $3";
}
