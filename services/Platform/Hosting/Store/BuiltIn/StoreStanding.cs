using Cultivation.EventStore;
using Marten;

namespace Cultivation.Hosting;

/// <summary>The store's part of <c>operations/health</c>.</summary>
internal static class StoreStanding
{
    public static async Task<Dictionary<string, object?>> Read(IDocumentStore store, CancellationToken cancellation)
    {
        var hands = new ProjectionOperator(store);
        var all = await hands.ListAsync(cancellation);
        var holders = await hands.HoldersAsync(cancellation);
        return new(StringComparer.Ordinal)
        {
            ["relay"] = all.FirstOrDefault(IsRelay),
            ["projections"] = all.Where(one => !IsRelay(one)),
            ["deadLetters"] = (await hands.DeadLettersAsync(cancellation)).Count,
            ["barrier"] = new { alarm = holders.Any(holder => holder.Alarm), holders },
        };
    }

    private static bool IsRelay(ProjectionStatus one) => one.Name == "Relay:All";
}
