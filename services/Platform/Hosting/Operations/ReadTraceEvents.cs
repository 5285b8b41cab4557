using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Npgsql;

namespace Cultivation.Hosting;

/// <summary>
/// The events that this service appended in one trace, without their content: what a waterfall shows beside the spans. The log has no index by trace, so the
/// caller says between which instants the trace ran.
/// </summary>
internal static class ReadTraceEvents
{
    private const int Most = 500;

    // Machines differ by some milliseconds, and a transaction's events are stamped before it commits.
    private const string Sql =
        $"""
        select seq_id, type, stream_id, version, tenant_id, timestamp, user_name, split_part(headers ->> '{SessionMarks.TraceParent}', '-', 3)
        from {Log.Schema}.mt_events where seq_id >= hosting.position_at($1 - interval '10 seconds') and seq_id < hosting.position_at($2 + interval '10 seconds')
        and split_part(headers ->> '{SessionMarks.TraceParent}', '-', 2) = $3 order by seq_id limit $4
        """;

    public static void Map(IEndpointRouteBuilder routes) => routes.MapGet("/operations/traces/{traceId}/events", Handle).IsQuery(Roles.Operator);

    /// <param name="traceId">32 hexadecimal digits.</param>
    /// <param name="from">When the trace began.</param>
    /// <param name="to">When it ended.</param>
    private static async Task<IResult> Handle(string traceId, DateTimeOffset from, DateTimeOffset to, NpgsqlDataSource database, CancellationToken cancellation)
    {
        var events = await database.Rows(
            Sql,
            row => new
            {
                position = row.GetInt64(0), type = row.GetString(1), stream = row.GetString(2), version = row.GetInt64(3), district = row.GetString(4),
                recordedAt = row.GetFieldValue<DateTimeOffset>(5), by = row.IsDBNull(6) ? null : row.GetString(6), spanId = row.GetString(7),
            },
            cancellation, from.ToUniversalTime(), to.ToUniversalTime(), traceId.ToLowerInvariant(), Most + 1);
        return Results.Json(new { events = events.Take(Most), truncated = events.Count > Most }, Json.Web);
    }
}
