using System.Net;
using System.Net.Http.Json;

namespace Cultivation.Ladder.Tests.Http;

/// <summary>What is read of firms beside their page: timeline and lists.</summary>
public sealed class FirmSearchTests(LadderService ladder)
{
    private readonly string district = LadderService.NewDistrict();

    private HttpClient Client => ladder.Client(district);

    [Fact]
    public async Task the_timeline_tells_who_what_and_in_which_trace_newest_first()
    {
        var (id, _) = await Flow.Registered(Client, knownSince: "2017-12-25; source=%E6%B2%AA%E7%A7%91");
        await Client.Command($"firms/{id}/renames", new { newName = "新名", changedOn = "2020-01-01", source = "市场监管局" }, ifMatch: "\"1\"").Good();
        var first = await Client.Read($"firms/{id}/timeline?limit=1");
        var renamed = first.GetProperty("items")[0];
        Assert.Equal(("enterprise_renamed", "企业更名", "Firm renamed", "2020-01-01", "li"), (renamed.Text("type"), renamed.Text("titleZh"), renamed.Text("titleEn"), renamed.Text("effectiveOn"), renamed.Text("by")));
        Assert.Equal(32, renamed.Text("traceId").Length);
        Assert.Equal("新名", renamed.GetProperty("data").Text("newName"));

        var rest = await Client.Read($"firms/{id}/timeline?limit=1&before={first.Text("next")}");
        var registered = rest.GetProperty("items")[0];
        Assert.Equal(("enterprise_registered", "2017-12-25", "沪科"), (registered.Text("type"), registered.GetProperty("knownSince").Text("on"), registered.GetProperty("knownSince").Text("source")));
        Assert.Equal("", rest.Text("next"));
    }

    [Fact]
    public async Task a_list_finds_a_firm_by_code_and_by_any_of_its_names()
    {
        var (id, code) = await Flow.Registered(Client, "嘉定甲科技有限公司");
        await Flow.Registered(Client, "嘉定乙科技有限公司");
        await Client.Command($"firms/{id}/renames", new { newName = "嘉定丙科技有限公司", changedOn = "2020-01-01", source = "市场监管局" }, ifMatch: "\"1\"").Good();
        await Kit.Eventually.True(async () => (await Client.Read("firms?name=丙")).GetProperty("items").GetArrayLength() == 1);
        foreach (var query in new[] { "name=嘉定甲", "name=丙科技", $"creditCode={code}" })
        {
            var found = (await Client.Read($"firms?{query}")).GetProperty("items").EnumerateArray().Single();
            Assert.Equal((id, "嘉定丙科技有限公司", "安亭镇"), (found.Text("id"), found.Text("legalName"), found.Text("town")));
        }
        foreach (var name in new[] { "嘉定甲科技有限公司", "嘉定丙科技有限公司" })
        {
            for (var at = 0; at + 2 <= name.Length; at++)
                Assert.Contains(id, (await Client.Read($"firms?name={name.Substring(at, 2)}")).GetProperty("items").EnumerateArray().Select(found => found.Text("id")));
        }
        var page = await Client.Read("firms?limit=1");
        Assert.Single(page.GetProperty("items").EnumerateArray());
        Assert.Single((await Client.Read($"firms?limit=1&after={page.Text("next")}")).GetProperty("items").EnumerateArray());
        Assert.Equal((400, "page.limit"), await Client.GetAsync("firms?limit=0").Problem());
        Assert.Empty((await ladder.Client(LadderService.NewDistrict()).Read("firms")).GetProperty("items").EnumerateArray());
    }
}
