using System.Collections.Concurrent;
using Marten.Schema;

namespace Marten.Events;

/// <summary>
/// One statement appends to one stream: it moves the stream's row, inserts the events and stores the snapshot. The row of the stream comes
/// first, so that a writer waits for its turn before it takes a number. A row that did not match makes the statement fail inside the
/// database (1 / 0), because an update of nothing raises nothing and whatever stands beside it would be committed.
/// </summary>
internal sealed class AppendSql(string schema)
{
    readonly ConcurrentDictionary<(StreamGuard, bool, string?), string> texts = new();

    /// <summary>Name of the result column that holds the new sequence numbers.</summary>
    public const string Result = "mt_appended";

    public string For(StreamGuard guard, bool many, DocumentMapping? snapshot) =>
        texts.TryGetValue((guard, many, snapshot?.Table), out var text)
            ? text : texts.GetOrAdd((guard, many, snapshot?.Table), key => Write(key.Item1, key.Item2, key.Item3));

    // $1 tenant, $2 stream, $3 stream type, $4 time or null, $5 version before, $6.. events, then the snapshot and its class
    string Write(StreamGuard guard, bool many, string? snapshot) => $"""
        with s as ({Stream(guard, many ? "cardinality($6)" : "1")}),
        e as (insert into {schema}.mt_events (seq_id, stream_id, tenant_id, is_archived,
            version, id, data, type, timestamp, mt_dotnet_type, correlation_id, causation_id, headers, user_name)
          select nextval('{schema}.mt_events_sequence'), $2, $1, false, {(many ? Many : One)} returning seq_id){Snapshot(snapshot)}
        select {(many ? "array(select seq_id from e order by seq_id)" : "(select seq_id from e)")} as {Result},
          (select timestamp from s), (select version from s), (select 1 / count(*) from s)
        """;

    const string One = "s.version, $6, $7, $8, coalesce($9, s.timestamp), $10, $11, $12, $13, $14 from s";

    const string Many = """
        s.version - cardinality($6) + v.n, v.id, v.data, v.type, coalesce(v.at, s.timestamp), v.class, v.correlation, v.causation, v.headers,
            v.person
          from s cross join unnest($6, $7, $8, $9, $10, $11, $12, $13, $14) with ordinality
            as v (id, data, type, at, class, correlation, causation, headers, person, n)
        """;

    string Stream(StreamGuard guard, string count)
    {
        const string Now = "coalesce($4, clock_timestamp())";
        var table = $"{schema}.mt_streams";
        var insert = $"insert into {table} as t (tenant_id, id, type, version, timestamp, created) "
            + $"values ($1, $2, $3, $5 + {count}, {Now}, {Now})";
        var live = "not coalesce(t.is_archived, false)";
        return guard switch
        {
            StreamGuard.New or StreamGuard.Absent => $"{insert} returning version, timestamp",
            StreamGuard.Version => $"update {table} as t set version = $5 + {count}, type = coalesce(t.type, $3), timestamp = {Now} "
                + $"where tenant_id = $1 and id = $2 and version = $5 and {live} returning version, timestamp",
            _ => $"{insert} on conflict (tenant_id, id) do update set version = t.version + {count}, "
                + $"type = coalesce(t.type, excluded.type), timestamp = {Now} where {live} returning version, timestamp",
        };
    }

    string Snapshot(string? table) => table is null ? "" : $"""
        ,
        d as (insert into {schema}.{table} (tenant_id, id, data, mt_dotnet_type, mt_version) select $1, $2, $15, $16, s.version from s
          on conflict (tenant_id, id) do update set data = excluded.data, mt_dotnet_type = excluded.mt_dotnet_type,
            mt_version = excluded.mt_version, mt_last_modified = transaction_timestamp())
        """;
}
