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
    readonly ConcurrentDictionary<Shape, string> texts = new();

    /// <summary>Name of the result column that holds the new sequence numbers.</summary>
    public const string Result = "mt_appended";

    /// <param name="IsTimed">A time is given, for the stream or for an event; else the database takes its own.</param>
    /// <param name="Snapshot">Its table.</param>
    public readonly record struct Shape(StreamGuard Guard, bool IsMany, bool IsTimed, string? Snapshot);

    public string For(Shape shape) => texts.TryGetValue(shape, out var text) ? text : texts.GetOrAdd(shape, Write);

    // $1 tenant, $2 stream, $3 stream type, $4 version before, $5.. events; then, if there is one, the snapshot and its class; then times
    string Write(Shape shape)
    {
        var (guard, many, timed, snapshot) = shape;
        var (now, at) = snapshot is null ? ("$13", "$14") : ("$15", "$16");
        now = timed ? $"coalesce({now}, clock_timestamp())" : "clock_timestamp()";
        var stamp = !timed ? "s.timestamp" : $"coalesce({(many ? "v.at" : at)}, s.timestamp)";
        return $"""
        with s as ({Stream(guard, many ? "cardinality($5)" : "1", now)}),
        e as (insert into {schema}.mt_events (seq_id, stream_id, tenant_id, is_archived,
            version, id, data, type, timestamp, mt_dotnet_type, correlation_id, causation_id, headers, user_name)
          select nextval('{schema}.mt_events_sequence'), $2, $1, false,
            {(many ? Many(stamp, timed ? at : null) : One(stamp))} returning seq_id){SnapshotSql(snapshot)}
        select {(many ? "array(select seq_id from e order by seq_id)" : "(select seq_id from e)")} as {Result},
          (select timestamp from s), (select version from s), (select 1 / count(*) from s)
        """;
    }

    static string One(string stamp) => $"s.version, $5, $6, $7, {stamp}, $8, $9, $10, $11, $12 from s";

    static string Many(string stamp, string? at) => $"""
        s.version - cardinality($5) + v.n, v.id, v.data, v.type, {stamp}, v.class, v.correlation, v.causation, v.headers,
            v.person
          from s cross join unnest($5, $6, $7, $8, $9, $10, $11, $12{(at is null ? "" : ", " + at)}) with ordinality
            as v (id, data, type, class, correlation, causation, headers, person{(at is null ? "" : ", at")}, n)
        """;

    string Stream(StreamGuard guard, string count, string now)
    {
        var table = $"{schema}.mt_streams";
        var insert = $"insert into {table} as t (tenant_id, id, type, version, timestamp, created) "
            + $"values ($1, $2, $3, $4 + {count}, {now}, {now})";
        var live = "not coalesce(t.is_archived, false)";
        return guard switch
        {
            StreamGuard.New or StreamGuard.Absent => $"{insert} returning version, timestamp",
            StreamGuard.Version => $"update {table} as t set version = $4 + {count}, type = coalesce(t.type, $3), timestamp = {now} "
                + $"where tenant_id = $1 and id = $2 and version = $4 and {live} returning version, timestamp",
            _ => $"{insert} on conflict (tenant_id, id) do update set version = t.version + {count}, "
                + $"type = coalesce(t.type, excluded.type), timestamp = {now} where {live} returning version, timestamp",
        };
    }

    string SnapshotSql(string? table) => table is null ? "" : $"""
        ,
        d as (insert into {schema}.{table} (tenant_id, id, data, mt_dotnet_type, mt_version) select $1, $2, $13, $14, s.version from s
          on conflict (tenant_id, id) do update set data = excluded.data, mt_dotnet_type = excluded.mt_dotnet_type,
            mt_version = excluded.mt_version, mt_last_modified = transaction_timestamp())
        """;
}
