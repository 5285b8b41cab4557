using System.Net.ServerSentEvents;
using System.Runtime.CompilerServices;
using Cultivation.Console.Shared;

namespace Cultivation.Console.Lists;

/// <summary>Server-sent events while a list is worked on: <c>progress</c> when it is further, upon which the page asks for its part anew, and <c>done</c>.</summary>
internal static class WatchList
{
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(1);

    public static void Map(IEndpointRouteBuilder routes) => routes
        .MapGet("/lists/{id}/progress", (string id, Gateway gateway, TimeProvider time, CancellationToken cancellation) =>
            TypedResults.ServerSentEvents(Changes(id, gateway, time, cancellation)))
        .For(ListRoutes.Readers);

    private static async IAsyncEnumerable<SseItem<string>> Changes(
        string id, Gateway gateway, TimeProvider time, [EnumeratorCancellation] CancellationToken cancellation)
    {
        var path = $"api/ladder/v1/imports/{Urls.Part(id)}";
        var last = "";
        while (true)
        {
            var list = await gateway.Read<ListView>(path, cancellation);
            var now = $"{list.State} {list.Done} {list.Undo?.Undone}";
            if (now != last)
                yield return new(now, "progress");
            last = now;
            if (!list.Running)
                break;
            await Task.Delay(Pause, time, cancellation);
        }
        yield return new(last, "done");
    }
}
