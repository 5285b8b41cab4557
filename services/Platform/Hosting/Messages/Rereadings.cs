using Npgsql;

namespace Cultivation.Hosting;

/// <summary>How far a source is read again.</summary>
/// <param name="Kind">Of streams: what stands before the colon of their keys.</param>
/// <param name="Streams">Were compared.</param>
/// <param name="Of">So many there were when it began; null before the first page.</param>
/// <param name="Learnt">Facts that this service had not known.</param>
/// <param name="Failed">Streams that could not be compared, as <c>district stream</c>; the log says why.</param>
/// <param name="EndedAt">Null while it goes on.</param>
internal sealed record RereadingView(
    string Source, string Kind, string? After, long Streams, long? Of, long Learnt, string[] Failed, DateTimeOffset BegunAt, DateTimeOffset? EndedAt);

/// <summary>What is being read again, and was: table <c>hosting.rereadings</c>, the last of each source and kind.</summary>
internal sealed class Rereadings(NpgsqlDataSource database, TimeProvider time)
{
    private readonly Signal begun = new();

    /// <summary>Ends when the next one is begun in this process: asked for before one looks, waited for after it.</summary>
    public Task Begun => begun.Next;

    /// <summary>Begins anew where none is going on.</summary>
    public async Task Begin(string source, IReadOnlyCollection<string> kinds, CancellationToken cancellation)
    {
        await using var begin = database.Ask(
            """
            insert into hosting.rereadings as r (source, kind, begun_at) select $1, k, $3 from unnest($2) as k
            on conflict (source, kind) do update set after = null, streams = 0, total = null, learnt = 0, failed = '{}', begun_at = excluded.begun_at, ended_at = null
            where r.ended_at is not null
            """, source, kinds.ToArray(), time.GetUtcNow());
        await begin.ExecuteNonQueryAsync(cancellation);
        begun.Raise();
    }

    /// <summary>Moves one on by a page, unless another process has.</summary>
    public async Task Move(RereadingView from, StreamPage page, long learnt, IReadOnlyCollection<string> failed, CancellationToken cancellation)
    {
        await using var move = database.Ask(
            """
            update hosting.rereadings set after = $4, streams = streams + $5, total = coalesce($6, total), learnt = learnt + $7, failed = failed || $8,
                ended_at = case when $4::varchar is null then $9 end
            where source = $1 and kind = $2 and after is not distinct from $3 and ended_at is null
            """, from.Source, from.Kind, Null(from.After), Null(page.Next), (long)page.Streams.Count, Null(page.Count), learnt, failed.ToArray(), time.GetUtcNow());
        await move.ExecuteNonQueryAsync(cancellation);
    }

    /// <summary>All, or those that go on.</summary>
    public Task<List<RereadingView>> Read(bool open, CancellationToken cancellation) => database.Rows(
        "select source, kind, after, streams, total, learnt, failed, begun_at, ended_at from hosting.rereadings where not $1 or ended_at is null order by source, kind",
        row => new RereadingView(
            row.GetString(0), row.GetString(1), row.IsDBNull(2) ? null : row.GetString(2), row.GetInt64(3), row.IsDBNull(4) ? null : row.GetInt64(4), row.GetInt64(5),
            row.GetFieldValue<string[]>(6), row.GetFieldValue<DateTimeOffset>(7), row.IsDBNull(8) ? null : row.GetFieldValue<DateTimeOffset>(8)),
        cancellation, open);

    private static object Null<T>(T? value) => (object?)value ?? DBNull.Value;
}
