using System.Net.Http.Json;

namespace Cultivation.Hosting;

/// <summary>Reads another service's <c>/changes</c> through the gateway, with this service's own token.</summary>
internal sealed class ChangesClient(HttpClient http)
{
    /// <summary>The page after a cursor; from the start without one.</summary>
    public async Task<ChangePage> After(string source, Cursor? cursor, CancellationToken cancellation)
    {
        var after = cursor is { } at ? $"?after={at}" : "";
        using var answer = await http.GetAsync(new Uri($"api/{source}/changes{after}", UriKind.Relative), cancellation);
        answer.EnsureSuccessStatusCode();
        return (await answer.Content.ReadFromJsonAsync<ChangePage>(MessageJson.Options, cancellation))!;
    }
}
