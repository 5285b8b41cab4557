using Cultivation.Console.Shared;

namespace Cultivation.Console.Operations;

/// <summary>Tells a page that the house stands otherwise than before.</summary>
internal static class WatchStanding
{
    public static void Map(IEndpointRouteBuilder routes) => routes
        .MapGet("/operations/live", (string seen, Gateway gateway, Live live, CancellationToken cancellation) =>
            live.Watch(seen, async stop => (await Standing.Read(gateway, stop)).Fingerprint, cancellation))
        .For(Standing.Readers);
}
