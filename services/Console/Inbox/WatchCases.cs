using Cultivation.Console.Shared;

namespace Cultivation.Console.Inbox;

/// <summary>Tells an inbox that another person or the clock has changed what waits.</summary>
internal static class WatchCases
{
    public static void Map(IEndpointRouteBuilder routes) => routes
        .MapGet("/inbox/live", (
            string? scope, string? state, string? stageId, string? dueBefore, string? town, string? assignee, string? after, string seen, Gateway gateway, Live live,
            CancellationToken cancellation) =>
        {
            var query = InboxQuery.Of(scope, state, stageId, dueBefore, town, assignee, after);
            return live.Watch(seen, async stop => (await Waiting.Read(query, gateway, stop)).Fingerprint, cancellation);
        })
        .For(ListCases.Readers);
}
