using System.Text.Json;
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
            select json_build_object('at', at, 'district', tenant_id, 'bank', bank_id, 'channel', channel, 'kind', kind, 'position', position, {Attempts.Page},
                'outcome', outcome, 'status', status, 'tookMs', took_ms, 'attempt', number, 'reason', reason)
            from finance.delivery_attempts
            where trace_id = $1 and outcome <> '{Attempt.Withheld}' order by id limit $2
            """,
            row => row.GetFieldValue<JsonElement>(0),
            cancellation, traceId.ToLowerInvariant(), Most + 1);
        return Results.Json(new { deliveries = deliveries.Take(Most), truncated = deliveries.Count > Most }, Json.Web);
    }
}
