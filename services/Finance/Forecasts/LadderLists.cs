using System.Net;
using System.Net.Http.Json;
using Cultivation.Contracts;
using Cultivation.Hosting;

namespace Cultivation.Finance.Forecasts;

/// <summary>Asks the ladder, with Finance's own token, which messages a list would cause.</summary>
internal sealed class LadderLists(HttpClient http)
{
    /// <exception cref="RuleBroken"><c>import.unknown</c>; <c>ladder.unreachable</c>.</exception>
    public async Task<Page<Change>> Messages(string district, string importId, int? after, CancellationToken cancellation)
    {
        using var request = new HttpRequestMessage(
            HttpMethod.Get, new Uri($"api/ladder/v1/imports/{Uri.EscapeDataString(importId)}/messages?after={after ?? 0}", UriKind.Relative));
        request.Headers.Add(District.Header, district);
        try
        {
            using var answer = await http.SendAsync(request, cancellation);
            if (answer.StatusCode == HttpStatusCode.NotFound)
                throw new RuleBroken("import.unknown", new { id = importId });
            answer.EnsureSuccessStatusCode();
            return (await answer.Content.ReadFromJsonAsync<Page<Change>>(Json.Web, cancellation))!;
        }
        catch (HttpRequestException failure)
        {
            throw new RuleBroken("ladder.unreachable", new { reason = failure.Message });
        }
    }
}
