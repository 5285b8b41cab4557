using System.Text.Json;
using Npgsql;

namespace Cultivation.Hosting.Telemetry;

/// <summary>One trace of a list.</summary>
/// <param name="Name">Of its first span, and <paramref name="Service"/> that span's process.</param>
/// <param name="Errors">Spans that failed.</param>
internal sealed record FoundTrace(string TraceId, string Service, string Name, DateTimeOffset StartedAt, double DurationMs, long Spans, long Errors, string[] Services);

/// <summary>One span as it is stored.</summary>
/// <param name="ParentId">Null, or a span that need not be stored.</param>
/// <param name="OffsetMs">Since the trace began.</param>
/// <param name="Status"><c>unset</c>, <c>ok</c> or <c>error</c>.</param>
/// <param name="Attributes">An object; <paramref name="Events"/> and <paramref name="Links"/> arrays of objects: see SpanJson.</param>
internal sealed record StoredSpan(
    string SpanId, string? ParentId, string Service, string Source, string Name, string Kind, DateTimeOffset StartedAt, double OffsetMs, double DurationMs,
    string Status, string? StatusText, string[] Subjects, JsonElement Attributes, JsonElement Events, JsonElement Links);

/// <summary>What traces are asked for: all that is given must hold, of any span of a trace the first four, of its whole the last two.</summary>
/// <param name="Subject"><c>firm:{id}</c>, <c>case:{number}</c> or <c>bank:{id}</c>; <paramref name="Subject"/> and the others are null where all will do.</param>
/// <param name="Name">A part of a span's name, in any case.</param>
/// <param name="From">First instant at which a span began, and <paramref name="To"/> the first after.</param>
/// <param name="MinMs">From the first span's start to the last one's end, milliseconds.</param>
/// <param name="Before">The last trace of the page before.</param>
internal sealed record TraceSearch(
    string? Subject, string? Name, string? Service, bool FailedOnly, DateTimeOffset From, DateTimeOffset To, double? MinMs, (DateTimeOffset StartedAt, string TraceId)? Before);

/// <summary>Reads the embedded trace store.</summary>
internal sealed class SpanReads(string connectionString) : IDisposable
{
    /// <summary>Spans of one trace that are shown; a bulk load's may have more.</summary>
    public const int MostSpans = 5000;

    private const string Search =
        """
        with hit as (
            select distinct trace_id from spans where started_at >= $1 and started_at < $2
            and ($3::text is null or subjects @> array[$3::text]) and ($4::text is null or strpos(lower(name), lower($4::text)) > 0)
            and ($5::text is null or service = $5::text) and (not $6::boolean or status = 'error')),
        whole as (
            select s.trace_id, min(s.started_at) as began, max(s.ended_at) as ended, count(*) as spans, count(*) filter (where s.status = 'error') as errors,
            array_agg(distinct s.service order by s.service) as services, (array_agg(array[s.service, s.name] order by s.started_at, s.id))[1:1] as first
            from spans s join hit using (trace_id) group by s.trace_id)
        select trace_id, first[1][1], first[1][2], began, extract(epoch from ended - began)::double precision * 1000, spans, errors, services from whole
        where ($7::double precision is null or ended - began >= make_interval(secs => $7::double precision / 1000))
        and ($8::timestamptz is null or (began, trace_id) < ($8::timestamptz, $9::text))
        order by began desc, trace_id desc limit $10
        """;

    private const string Trace =
        """
        select span_id, parent_id, service, source, name, kind, started_at,
            extract(epoch from started_at - min(started_at) over ())::double precision * 1000, extract(epoch from ended_at - started_at)::double precision * 1000,
            status, status_text, coalesce(subjects, '{}'), attributes::text, events::text, links::text
        from spans where trace_id = $1 order by started_at, id limit $2
        """;

    private readonly NpgsqlDataSource database = NpgsqlDataSource.Create(
        new NpgsqlConnectionStringBuilder(connectionString) { MaxPoolSize = 4, ApplicationName = "trace search" });

    /// <summary>Traces that began last come first.</summary>
    public Task<List<FoundTrace>> Find(TraceSearch search, int most, CancellationToken cancellation) => Rows(
        Search,
        [search.From.ToUniversalTime(), search.To.ToUniversalTime(), search.Subject, search.Name, search.Service, search.FailedOnly, search.MinMs,
            search.Before?.StartedAt.ToUniversalTime(), search.Before?.TraceId, most],
        row => new FoundTrace(
            row.GetString(0), row.GetString(1), row.GetString(2), row.GetFieldValue<DateTimeOffset>(3), row.GetDouble(4), row.GetInt64(5), row.GetInt64(6),
            row.GetFieldValue<string[]>(7)),
        cancellation);

    /// <summary>The spans of a trace, one more than <see cref="MostSpans"/> at most, in the order in which they began.</summary>
    public Task<List<StoredSpan>> Spans(string traceId, CancellationToken cancellation) => Rows(
        Trace,
        [traceId, MostSpans + 1],
        row => new StoredSpan(
            row.GetString(0), row.IsDBNull(1) ? null : row.GetString(1), row.GetString(2), row.GetString(3), row.GetString(4), row.GetString(5),
            row.GetFieldValue<DateTimeOffset>(6), row.GetDouble(7), row.GetDouble(8), row.GetString(9), row.IsDBNull(10) ? null : row.GetString(10),
            row.GetFieldValue<string[]>(11), JsonElement.Parse(row.GetString(12)), JsonElement.Parse(row.GetString(13)), JsonElement.Parse(row.GetString(14))),
        cancellation);

    public void Dispose() => database.Dispose();

    // Before the first span is written there is no table, perhaps no database: nothing is found.
    private async Task<List<T>> Rows<T>(string sql, object?[] values, Func<NpgsqlDataReader, T> shape, CancellationToken cancellation)
    {
        try { return await database.Rows(sql, shape, cancellation, [.. values.Select(value => value ?? DBNull.Value)]); }
        catch (PostgresException error) when (error.SqlState is PostgresErrorCodes.UndefinedTable or PostgresErrorCodes.InvalidCatalogName) { return []; }
    }
}
