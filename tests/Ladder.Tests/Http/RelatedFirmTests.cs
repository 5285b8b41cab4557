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
}
