using System.Net.Http.Json;
using Cultivation.Contracts;

namespace Cultivation.Hosting;

/// <summary>Reads another service's <c>/changes</c> through the gateway, with this service's own token.</summary>
internal sealed class ChangesClient(HttpClient http)
{
    /// <summary>The page after a cursor; from the start without one.</summary>
    public async Task<ChangePage> After(string source, Cursor? cursor, CancellationToken cancellation)
    {
        var after = cursor is { } at ? $"?after={at}" : "";
        return await Read<ChangePage>($"api/{source}/changes{after}", cancellation);
    }

    /// <summary>The page of streams of a kind after one, <c>310114/firm:7</c>; from the first without one.</summary>
    public Task<StreamPage> Streams(string source, string kind, string? after, CancellationToken cancellation) =>
        Read<StreamPage>($"api/{source}/changes/streams?kind={kind}{(after is null ? "" : $"&after={Uri.EscapeDataString(after)}")}", cancellation);

    private async Task<T> Read<T>(string address, CancellationToken cancellation)
    {
        using var answer = await http.GetAsync(new Uri(address, UriKind.Relative), cancellation);
        answer.EnsureSuccessStatusCode();
        return (await answer.Content.ReadFromJsonAsync<T>(MessageJson.Options, cancellation))!;
    }
}
