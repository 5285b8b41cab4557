using Cultivation.Console.Shared;
using Cultivation.Hosting;

namespace Cultivation.Console.Discovery;

/// <summary>The three queues, one of them at a time, and what was let go.</summary>
internal static class ListLeads
{
    public static void Map(IEndpointRouteBuilder routes) => routes.MapGet("/discovery", Show).For(Office.Readers);

    private static async Task<IResult> Show(string? queue, string? stage, string? after, Gateway gateway, Ladders ladders, CancellationToken cancellation)
    {
        var shown = Fields.Text(queue) ?? QueueCounts.Queues[0];
        var counts = gateway.Read<QueueCounts>("api/ladder/v1/discovery/queues", cancellation);
        var rules = ladders.Read(cancellation);
        var leads = await gateway.Read<Page<Lead>>(
            Urls.Query("api/ladder/v1/leads", ("queue", shown), ("stageId", stage), ("after", after)), cancellation);
        return PageSetup.Page<LeadsPage>(new { Queue = shown, Stage = stage, Leads = leads, Counts = await counts, Rules = await rules });
    }
}
