using Cultivation.Console.Shared;

namespace Cultivation.Console.Lists;

/// <summary>Tells the page of a list that is worked on that it is further.</summary>
internal static class WatchList
{
    public static void Map(IEndpointRouteBuilder routes) => routes
        .MapGet("/lists/{id}/progress", (string id, string seen, Gateway gateway, Live live, CancellationToken cancellation) =>
            live.Watch(seen, async stop => (await gateway.Read<ListView>($"api/ladder/v1/imports/{Urls.Part(id)}", stop)).Progress, cancellation))
        .For(Office.Readers);
}
