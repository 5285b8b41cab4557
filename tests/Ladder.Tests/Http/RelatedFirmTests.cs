namespace Cultivation.Ladder.Tests.Http;

/// <summary>Firms that control each other or become one: what each keeps.</summary>
public sealed class RelatedFirmTests(LadderService ladder)
{
    private readonly string district = LadderService.NewDistrict();

    private HttpClient Client => ladder.Client(district);

    /// <summary>Subtlety 12: the group shows whose titles can block a child, on the page of either.</summary>
    [Fact]
    [Trait("subtlety", "12")]
    public async Task a_group_is_read_from_either_side_with_its_titles()
    {
        await Flow.Programmes(ladder, district);
        var (parent, parentCode) = await Flow.Registered(Client, "母公司");
        var (child, childCode) = await Flow.Registered(Client, "子公司");
        await Flow.Import(Client, [Flow.Row(parentCode, "2024-12-04", Flow.Today.AddDays(600).ToString("O"), "GR1", name: "母公司")]);
        await Client.Command($"firms/{child}/controls", new { validFrom = "2024-01-01", source = "公示系统", parentCreditCode = parentCode, sharePct = 51.5m }).Good();
        var above = (await Client.Read($"firms/{child}/group"))[0];
        Assert.Equal((parent, true, "cn.hnte"), (above.Text("id"), above.GetProperty("controls").GetBoolean(), above.GetProperty("titles")[0].GetString()));
        Assert.Equal((childCode, false), ((await Client.Read($"firms/{parent}/group"))[0].Text("creditCode"), (await Client.Read($"firms/{parent}/group"))[0].GetProperty("controls").GetBoolean()));
        Assert.Equal(0, (await Client.Read($"firms/{child}/group?asOf=2023-12-31")).GetArrayLength());
    }

    /// <summary>Subtlety 13: after a merger a supervisor names what passes; the title stays with the firm that had it.</summary>
    [Fact]
    public async Task after_a_merger_only_what_is_named_passes()
    {
        await Flow.Programmes(ladder, district);
        var (id, code) = await Flow.Registered(Client);
        var (gone, goneCode) = await Flow.Registered(Client);
        await Flow.Import(Client, [Flow.Row(goneCode, "2024-12-04", Flow.Today.AddDays(600).ToString("O"), "GR1")]);
        await Client.Command($"firms/{gone}/properties", new { ipNo = "ZL1", ipKind = "inventionPatent", grantedOn = "2023-05-01", acquiredBy = "selfDeveloped", source = "证书" }).Good();
        var merger = await Client.Command("restructurings", new { kind = "merger", from = new[] { code, goneCode }, to = new[] { code }, effectiveOn = Flow.Today, legalBasis = "合并协议" }).Good();
        Assert.Equal(2, merger.GetProperty("firms").GetArrayLength());
        Assert.Equal(0, (await Client.Read($"firms/{id}")).GetProperty("affairs").GetProperty("properties").GetArrayLength());
        await Client.Command(
            $"firms/{id}/allocations",
            new { restructuringId = merger.Text("id"), fromFirmId = gone, factIds = Array.Empty<string>(), ipNos = new[] { "ZL1" }, agePasses = false, documentRef = "归属协议" },
            ifMatch: await Client.ETag($"firms/{id}")).Good();
        var firm = await Client.Read($"firms/{id}");
        Assert.Equal(("ZL1", 0), (firm.GetProperty("affairs").GetProperty("properties")[0].Text("ipNo"), firm.GetProperty("recognitions").GetArrayLength()));
        Assert.Equal("transferredOut", (await Client.Read($"firms/{gone}")).GetProperty("affairs").GetProperty("properties")[0].Text("endedBy"));
        var again = await Client.Command("restructurings", new { kind = "merger", from = new[] { code, goneCode }, to = new[] { code }, effectiveOn = Flow.Today, legalBasis = "合并协议" }).Good();
        Assert.Equal((merger.Text("id"), 0), (again.Text("id"), again.GetProperty("firms").GetArrayLength()));
    }

    /// <summary>Subtlety 13: of a firm that splits and goes on, a figure, a right and the age pass to the new one by name; the rest stays.</summary>
    [Fact]
    public async Task after_a_split_each_firm_has_what_was_allocated_to_it()
    {
        await Flow.Programmes(ladder, district);
        var (old, oldCode) = await Flow.Registered(Client, "分立前公司");
        var (young, youngCode) = await Flow.Registered(Client, "分立后公司");
        await Flow.Import(Client, [Flow.Row(oldCode, "2024-12-04", Flow.Today.AddDays(600).ToString("O"), "GR1", name: "分立前公司")]);
        var year = Flow.Today.Year - 1;
        var facts = (await Client.Command($"firms/{old}/facts", new { facts = new[] { Figures.Of(year, "sales", "salesRevenue.hnte195", 9, "CNY"), Figures.Of(year, "staff", "staff.hnte195", 80, "person") } }).Good()).GetProperty("facts");
        foreach (var ipNo in new[] { "ZL1", "ZL2" })
            await Client.Command($"firms/{old}/properties", new { ipNo, ipKind = "inventionPatent", grantedOn = "2023-05-01", acquiredBy = "selfDeveloped", source = "证书" }).Good();
        var split = (await Client.Command("restructurings", new { kind = "split", from = new[] { oldCode }, to = new[] { oldCode, youngCode }, effectiveOn = Flow.Today, legalBasis = "分立决议" }).Good()).Text("id");

        object Allocation(string from, params string[] ipNos) => new
        {
            restructuringId = split, fromFirmId = from, factIds = ipNos.Length == 0 ? [] : new[] { facts[0].Text("id") }, ipNos, agePasses = ipNos.Length > 0, documentRef = "分立协议",
        };
        Task<HttpResponseMessage> Allocate(string to, object allocation, string tag) => Client.Command($"firms/{to}/allocations", allocation, ifMatch: tag);
        var (tagOfOld, tagOfYoung) = (await Client.ETag($"firms/{old}"), await Client.ETag($"firms/{young}"));
        Assert.Equal((422, "restructuring.not-between"), await Allocate(old, Allocation(young, "ZL1"), tagOfOld).Problem());
        Assert.Equal((422, "restructuring.nothing-named"), await Allocate(young, Allocation(old), tagOfYoung).Problem());
        Assert.Equal((404, "ip.unknown"), await Allocate(young, Allocation(old, "ZL9"), tagOfYoung).Problem());
        await Allocate(young, Allocation(old, "ZL1"), tagOfYoung).Good();

        var (gave, got) = (await Client.Read($"firms/{old}"), await Client.Read($"firms/{young}"));
        Assert.Equal(["sales"], got.GetProperty("facts").EnumerateArray().Select(f => f.Text("metric")));
        Assert.Equal(["ZL1"], got.GetProperty("affairs").GetProperty("properties").EnumerateArray().Select(p => p.Text("ipNo")));
        Assert.Equal([("ZL1", false), ("ZL2", true)], gave.GetProperty("affairs").GetProperty("properties").EnumerateArray().Select(p => (p.Text("ipNo"), p.GetProperty("inForce").GetBoolean())));
        // The title stays with the firm that goes on; both owe the recognising body a report.
        Assert.Equal((1, 0, "jd.hnte", ""), (gave.GetProperty("recognitions").GetArrayLength(), got.GetProperty("recognitions").GetArrayLength(), gave.Text("stage"), got.Text("stage")));
        Assert.All(new[] { gave, got }, firm => Assert.Equal("restructured", firm.GetProperty("affairs").GetProperty("duties")[0].Text("change")));
        Assert.Equal("restructuring_allocated", (await Client.Read($"firms/{young}/timeline")).GetProperty("items").EnumerateArray().First(l => l.Text("type").StartsWith("restructuring", StringComparison.Ordinal)).Text("type"));
    }
}
