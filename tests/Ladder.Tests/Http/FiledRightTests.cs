using System.Text.Json;

namespace Cultivation.Ladder.Tests.Http;

/// <summary>Intellectual property that stands in a filing, from the filing to the authority's answer.</summary>
public sealed class FiledRightTests(LadderService ladder)
{
    private readonly string district = LadderService.NewDistrict();

    private HttpClient Client => ladder.Client(district);

    private Task<JsonElement> Do(string number, string act, object body) => Flow.Act(Client, number, act, body).Good();

    private Task<(int, string)> Refused(string number, string act, object body) => Flow.Act(Client, number, act, body).Problem();

    /// <summary>Subtlety 12: what a filing names is used by the grant of its title, not by a refusal, and of several owners by one.</summary>
    [Fact]
    [Trait("subtlety", "12")]
    public async Task a_granted_filing_uses_the_rights_that_it_named_and_a_refused_one_none()
    {
        await Flow.Programmes(ladder, district);
        await Flow.ConfirmAll(ladder, district);
        var (owner, code) = await Flow.Registered(Client);
        var (other, _) = await Flow.Registered(Client);
        await Client.Command($"firms/{owner}/facts", Flow.GoodFacts()).Good();
        foreach (var (id, ipNo, ipKind) in new[] { (owner, "SR1", "softwareCopyright"), (other, "SR1", "softwareCopyright"), (owner, "ZL1", "inventionPatent") })
            await Client.Command($"firms/{id}/properties", new { ipNo, ipKind, grantedOn = "2023-05-01", acquiredBy = "selfDeveloped", source = "证书" }).Good();
        Assert.Equal((404, "ip.unknown"), await File(owner, "SR9").Problem());

        var refused = await Recommended("SR1", "ZL1");
        await Do(refused, "result", new { outcome = "refused", credentialType = "cn.hnte", knownOn = Flow.Today, reason = "研发费用占比不足" });
        Assert.Equal("SR1 False, ZL1 False", await Rights(refused));

        var granted = await Recommended("ZL1");
        await Flow.Import(Client, [Flow.Row(code, $"{Flow.Today:O}", $"{Flow.Today.AddYears(3):O}", "GR1")]);
        var title = (await Client.Read($"firms/{owner}")).GetProperty("recognitions")[0].Text("id");
        await Do(granted, "result", new { outcome = "granted", recognitionId = title, knownOn = Flow.Today });
        Assert.Equal("SR1 True, ZL1 True", await Rights(granted));
        var uses = (await Client.Read($"firms/{owner}")).GetProperty("affairs").GetProperty("properties").EnumerateArray().SelectMany(p => p.GetProperty("uses").EnumerateArray());
        Assert.Equal([granted, granted], uses.Select(use => use.Text("filingRef")));

        Assert.Equal((409, "ip.used-before"), await File(owner, "SR1").Problem());
        Assert.Equal((409, "ip.used-by-other"), await File(other, "SR1").Problem());
        await File(owner, "ZL1").Good();

        Task<HttpResponseMessage> File(string firmId, params string[] rights) =>
            Client.Command("cases", new { firmId, programmeId = "jiading-six-stage", stageId = "jd.hnte", channel = "online", rights });

        // The papers that came later name both, whatever the filing did.
        async Task<string> Recommended(params string[] rights)
        {
            var number = (await File(owner, rights).Good()).Text("number");
            await Do(number, "supplements", new { items = new[] { "知识产权清单" } });
            Assert.Equal((404, "ip.unknown"), await Refused(number, "supplements/receipts", new { items = new[] { "知识产权清单" }, rights = new[] { "SR9" } }));
            await Do(number, "supplements/receipts", new { items = new[] { "知识产权清单" }, rights = new[] { "SR1", "ZL1" } });
            await Do(number, "acceptance", new { });
            await Flow.Decide(ladder, district, number, "recommend", Flow.Judgements(await Client.Read($"firms/{owner}/evaluations/jd.hnte")));
            return number;
        }

        async Task<string> Rights(string number) => string.Join(
            ", ", (await Client.Read($"cases/{number}")).GetProperty("rights").EnumerateArray().Select(r => $"{r.Text("ipNo")} {r.GetProperty("used").GetBoolean()}"));
    }
}
