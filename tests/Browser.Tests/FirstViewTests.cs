using System.Net;
using System.Text.RegularExpressions;

namespace Cultivation.Browser.Tests;

public sealed partial class FirstViewTests(BrowserHouse house)
{
    [Fact]
    public async Task scripts_and_styles_are_under_150_KB_compressed_and_kept_for_a_year()
    {
        using var http = new HttpClient { BaseAddress = house.Url };
        http.DefaultRequestHeaders.AcceptEncoding.ParseAdd("br");
        var page = await http.GetStringAsync(new Uri("/signed-out", UriKind.Relative));
        var bytes = 0;
        foreach (var asset in Asset().Matches(page).Select(found => found.Groups["path"].Value).Distinct())
        {
            using var answer = await http.GetAsync(new Uri(asset, UriKind.Relative));
            Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
            Assert.Equal("br", answer.Content.Headers.ContentEncoding.Single());
            Assert.True(answer.Headers.CacheControl!.MaxAge >= TimeSpan.FromDays(365));
            bytes += (await answer.Content.ReadAsByteArrayAsync()).Length;
        }
        Assert.InRange(bytes, 10_000, 150_000);
    }

    [GeneratedRegex("""(?:href|src)="(?<path>/assets/[^"#]+)["#]""", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Asset();
}
