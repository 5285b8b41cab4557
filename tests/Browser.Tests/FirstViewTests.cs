using Cultivation.Kit;

namespace Cultivation.Browser.Tests;

public sealed class FirstViewTests(BrowserHouse house)
{
    [Theory]
    [InlineData("", "/signed-out")]
    [InlineData("caseworker", "/inbox?scope=all")]
    [InlineData("caseworker", "/firms/{firm}")]
    [InlineData("caseworker", "/cases/{case}")]
    [InlineData("operator", "/operations")]
    [InlineData("operator", "/operations/lags?service=ladder")]
    [InlineData("policy", "/targets")]
    public async Task scripts_and_styles_are_under_150_KB_compressed_and_kept_for_a_year(string person, string path)
    {
        using var http = house.Client(person.Length == 0 ? null : await house.SessionAsync(person));
        Assert.InRange(await FirstView.BytesAsync(http, await house.PlaceAsync(path)), 10_000, 150_000);
    }
}
