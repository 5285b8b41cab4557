using Cultivation.Hosting;
using Npgsql;

namespace Cultivation.Finance.Feeds.Operations;

/// <summary>
/// What was handed over to banks, or could not be, in one trace: what a waterfall shows beside the spans. What was withheld has no trace, here neither.
/// </summary>
internal static class ReadTraceDeliveries
{
    private const int Most = 500;

    public static void Map(IEndpointRouteBuilder routes) => routes.MapGet("/operations/traces/{traceId}/deliveries", Handle).IsQuery(Roles.Operator);

    /// <param name="traceId">32 hexadecimal digits.</param>
    private static async Task<IResult> Handle(string traceId, NpgsqlDataSource database, CancellationToken cancellation)
    {
        var deliveries = await database.Rows(
            $"""
            select at, tenant_id, bank_id, channel, kind, position, outcome, status, took_ms, number, reason from finance.delivery_attempts
            where trace_id = $1 and outcome <> '{Attempt.Withheld}' order by id limit $2
            """,
            row => new
            {
                at = row.GetFieldValue<DateTimeOffset>(0), district = row.GetString(1), bank = row.GetString(2), channel = row.GetString(3), kind = row.GetString(4),
                position = row.IsDBNull(5) ? (long?)null : row.GetInt64(5), outcome = row.GetString(6), status = row.IsDBNull(7) ? (int?)null : row.GetInt32(7),
                tookMs = row.GetInt32(8), attempt = row.GetInt32(9), reason = row.IsDBNull(10) ? null : row.GetString(10),
            },
            cancellation, traceId.ToLowerInvariant(), Most + 1);
        return Results.Json(new { deliveries = deliveries.Take(Most), truncated = deliveries.Count > Most }, Json.Web);
    }
}
