using System.Net.ServerSentEvents;
using System.Runtime.CompilerServices;
using Cultivation.Console.Shared;

namespace Cultivation.Console.Operations;

/// <summary>Tells a page, by server-sent events, that the house stands otherwise than before; the page then fetches it.</summary>
internal static class WatchStanding
{
    private static readonly TimeSpan Every = TimeSpan.FromSeconds(2);

    public static void Map(IEndpointRouteBuilder routes) => routes.MapGet("/operations/live", Watch).For(Standing.Readers);

    /// <param name="seen">The fingerprint of what the page shows: what happened since is told at once.</param>
    private static IResult Watch(string seen, Gateway gateway, TimeProvider time, IHostApplicationLifetime life, CancellationToken cancellation) =>
        TypedResults.ServerSentEvents(Changes(seen, gateway, time, life.ApplicationStopping, cancellation));

    private static async IAsyncEnumerable<SseItem<string>> Changes(
        string seen, Gateway gateway, TimeProvider time, CancellationToken stopping, [EnumeratorCancellation] CancellationToken cancellation)
    {
        using var both = CancellationTokenSource.CreateLinkedTokenSource(stopping, cancellation);
        using var timer = new PeriodicTimer(Every, time);
        do
        {
            if (await Fingerprint(gateway, both.Token) is not { } now)
                yield break;
            if (now != seen)
                yield return new("standing", "changed");
            seen = now;
        }
        while (await Ticks(timer, both.Token));
    }

    /// <summary>Null where the gateway does not answer, or no longer takes the token: the browser asks again by itself.</summary>
    private static async Task<string?> Fingerprint(Gateway gateway, CancellationToken cancellation)
    {
        try { return (await Standing.Read(gateway, cancellation)).Fingerprint; }
        catch (Exception failure) when (failure is Refused or OperationCanceledException) { return null; }
    }

    private static async Task<bool> Ticks(PeriodicTimer timer, CancellationToken cancellation)
    {
        try { return await timer.WaitForNextTickAsync(cancellation); }
        catch (OperationCanceledException) { return false; }
    }
}
