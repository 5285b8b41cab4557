using Dapper;
using Npgsql;

namespace Cultivation.Ladder.Discovery;

/// <summary>How many leads wait in each queue (发现一批、服务一批、推荐一批), by stage.</summary>
/// <param name="Dismissed">Let go; in no queue.</param>
internal sealed record QueueCounts(long Discovered, long Serving, long Recommended, long Dismissed, IReadOnlyList<StageQueue> Stages)
{
    public static void Map(IEndpointRouteBuilder routes) => routes.MapGet("/discovery/queues", Handle).IsQuery(Readers.Office);

    private static async Task<QueueCounts> Handle(QueryContext context, NpgsqlDataSource database, CancellationToken cancellation)
    {
        await using var connection = await database.OpenConnectionAsync(cancellation);
        var rows = (await connection.QueryAsync<StageQueue>(new CommandDefinition(
            $"select stage_id, queue, count(*) as leads from {Database.Lists}.leads where tenant_id = @tenant group by stage_id, queue order by stage_id, queue",
            new { tenant = context.Tenant }, cancellationToken: cancellation))).ToList();
        return new(In(LeadQueue.Discovered), In(LeadQueue.Serving), In(LeadQueue.Recommended), In(LeadQueue.Dismissed), rows);

        long In(LeadQueue queue) => rows.Where(r => r.Queue == queue.Word()).Sum(r => r.Leads);
    }
}

internal sealed record StageQueue(string StageId, string Queue, long Leads);
