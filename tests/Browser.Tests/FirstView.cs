using System.Net;
using System.Text.RegularExpressions;

namespace Cultivation.Browser.Tests;

/// <summary>What a browser loads besides a page when it sees it for the first time.</summary>
internal static partial class FirstView
{
    /// <summary>Bytes of script, style and icons that the page names, each checked: compressed, and kept for a year.</summary>
    public static async Task<int> BytesAsync(HttpClient http, string address)
    {
        using var page = await http.GetAsync(new Uri(address, UriKind.Relative));
        var bytes = 0;
        foreach (var asset in Asset().Matches(await page.Content.ReadAsStringAsync()).Select(found => found.Groups["path"].Value).Distinct())
        {
            using var request = new HttpRequestMessage(HttpMethod.Get, new Uri(asset, UriKind.Relative));
            request.Headers.AcceptEncoding.ParseAdd("br");
            using var answer = await http.SendAsync(request);
            Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
            Assert.Equal("br", answer.Content.Headers.ContentEncoding.Single());
            Assert.True(answer.Headers.CacheControl!.MaxAge >= TimeSpan.FromDays(365));
            bytes += (await answer.Content.ReadAsByteArrayAsync()).Length;
        }
        return bytes;
    }

    [GeneratedRegex("""(?:href|src)="(?<path>/assets/[^"#]+)["#]""", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Asset();
}
