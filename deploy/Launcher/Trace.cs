using System.Globalization;
using Npgsql;

namespace Cultivation.Launcher;

/// <summary>Prints a trace of the embedded trace store as a tree, or lists the latest. The store is that of the running <c>up</c>, or ConnectionStrings__Traces.</summary>
internal static class Trace
{
    public static readonly Verb Verb = new("trace", "trace ID | trace --last N", "a trace as a tree with times (ID may be cut short), or the latest traces", RunAsync);

    private const string Find = "select distinct trace_id from spans where trace_id >= $1 and trace_id < $1 || 'g' order by trace_id limit 4";

    private const string Read = """
        select span_id, parent_id, service, name, kind, started_at, ended_at, status, status_text, coalesce(
            attributes->>'http.response.status_code', ''), coalesce(
            case when kind = 'client' then attributes->>'url.full' end, attributes->>'db.query.text', attributes->>'db.statement', attributes->>'messaging.destination.name', ''),
            array(select link->>'traceId' from jsonb_array_elements(links) link)
        from spans where trace_id = $1 order by started_at, id
        """;

    private const string Latest = """
        with latest as (select id, trace_id from spans order by id desc limit $1 * 500),
            chosen as (select trace_id from latest group by trace_id order by max(id) desc limit $1)
        select trace_id, min(started_at), max(ended_at), count(*), count(*) filter (where status = 'error'), (array_agg(service || '  ' || name order by started_at, id))[1]
        from spans join chosen using (trace_id) group by trace_id order by min(started_at) desc
        """;

    private static async Task<int> RunAsync(string[] args, CancellationToken ct)
    {
        var address = Environment.GetEnvironmentVariable("ConnectionStrings__Traces") ?? RunState.Read()?.Traces;
        if (address is null) return Fail("no trace store: nothing is running here, or its telemetry goes elsewhere");
        await using var store = NpgsqlDataSource.Create(address);
        try
        {
            return args switch
            {
                ["--last", var text] when int.TryParse(text, CultureInfo.InvariantCulture, out var count) && count is > 0 and <= 1000 => await ListAsync(store, count, ct),
                [var id] when id.Length is >= 4 and <= 32 && id.All(char.IsAsciiHexDigit) => await ShowAsync(store, id.ToLowerInvariant(), ct),
                _ => throw new UsageError("a trace id is 32 hex digits, of which at least the first 4 are needed"),
            };
        }
        catch (PostgresException error) when (error.SqlState is PostgresErrorCodes.UndefinedTable or PostgresErrorCodes.InvalidCatalogName)
        {
            return Fail("the trace store is empty: no span was written yet");
        }
    }

    private static async Task<int> ShowAsync(NpgsqlDataSource store, string id, CancellationToken ct)
    {
        var found = new List<string>();
        await using (var find = store.CreateCommand(Find))
        {
            find.Parameters.Add(new() { Value = id });
            await using var rows = await find.ExecuteReaderAsync(ct);
            while (await rows.ReadAsync(ct)) found.Add(rows.GetString(0));
        }

        if (found.Count == 0) return Fail($"no trace {id}: it was not sampled, is older than the store keeps, or is not written yet (that takes half a second)");
        if (found.Count > 1) return Fail($"several traces begin with {id}: {string.Join(", ", found.Take(3))}{(found.Count > 3 ? ", …" : "")}");
        TraceTree.Print(Console.Out, found[0], await ReadAsync(store, found[0], ct));
        return 0;
    }

    private static async Task<List<TraceSpan>> ReadAsync(NpgsqlDataSource store, string id, CancellationToken ct)
    {
        await using var read = store.CreateCommand(Read);
        read.Parameters.Add(new() { Value = id });
        await using var rows = await read.ExecuteReaderAsync(ct);
        var spans = new List<TraceSpan>();
        while (await rows.ReadAsync(ct))
        {
            spans.Add(new(rows.GetString(0), rows.IsDBNull(1) ? null : rows.GetString(1), rows.GetString(2), rows.GetString(3), rows.GetString(4),
                rows.GetFieldValue<DateTimeOffset>(5), rows.GetFieldValue<DateTimeOffset>(6), rows.GetString(7) == "error",
                rows.IsDBNull(8) ? "" : rows.GetString(8), rows.GetString(9), rows.GetString(10), rows.GetFieldValue<string[]>(11)));
        }

        return spans;
    }

    private static async Task<int> ListAsync(NpgsqlDataSource store, int count, CancellationToken ct)
    {
        await using var list = store.CreateCommand(Latest);
        list.Parameters.Add(new() { Value = count });
        await using var rows = await list.ExecuteReaderAsync(ct);
        while (await rows.ReadAsync(ct))
        {
            var (start, end) = (rows.GetFieldValue<DateTimeOffset>(1), rows.GetFieldValue<DateTimeOffset>(2));
            var errors = rows.GetInt64(4) is > 0 and var failed ? string.Create(CultureInfo.InvariantCulture, $"  {failed} FAILED") : "";
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
                $"{rows.GetString(0)}  {TraceTree.Local(start):yyyy-MM-dd HH:mm:ss.fff}  {(end - start).TotalMilliseconds,9:0.0} ms  {rows.GetInt64(3),5} spans  {rows.GetString(5)}{errors}"));
        }

        return 0;
    }

    private static int Fail(string why)
    {
        Console.Error.WriteLine(why);
        return 1;
    }
}
