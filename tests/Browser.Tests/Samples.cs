using Cultivation.Kit;

namespace Cultivation.Browser.Tests;

/// <summary>Data that pages show, made through the gateway once.</summary>
internal static class Samples
{
    private static Sample? made;

    /// <param name="Decided">A case of another firm that two persons have decided.</param>
    /// <param name="Trace">Of a request about the case.</param>
    /// <param name="Allocation">Address of what the firm of the decided case may take over of one that it was merged with.</param>
    public sealed record Sample(string Firm, string Code, string Name, string Case, string Decided, string Trace, string Allocation);

    /// <summary>A firm with figures and an accepted case for the pool, which the inbox shows.</summary>
    public static async Task<Sample> SampleAsync(this BrowserHouse house) => made ??= await MakeAsync(house);

    /// <summary>A text, with what it names in braces in it: the sample's firm and cases, the firm that a bank was told of, the screen and its lead, the firm
    /// with a subsidy, a list that was read.</summary>
    public static async Task<string> PlaceAsync(this BrowserHouse house, string text)
    {
        var (subsidy, list) = (await house.SubsidyAsync(), await house.ListAsync());
        var (sample, told, (screen, lead)) = (await house.SampleAsync(), await house.ToldAsync(), await house.LeadAsync());
        return text.Replace("{firm}", sample.Firm).Replace("{case}", sample.Case).Replace("{decided}", sample.Decided).Replace("{trace}", sample.Trace)
            .Replace("{told}", told.Firm).Replace("{loan}", told.Loan).Replace("{title}", told.Title).Replace("{screen}", screen).Replace("{lead}", lead)
            .Replace("{allocation}", sample.Allocation)
            .Replace("{subsidised}", subsidy.Firm).Replace("{subsidy}", subsidy.Subsidy).Replace("{list}", list);
    }

    /// <summary>A case of a new firm with figures that was filed for the pool, and that nobody has.</summary>
    public static async Task<string> SubmittedAsync(this Jiading jiading)
    {
        var (id, _, _) = await jiading.RegisterAsync();
        await jiading.CaseWorker.Command($"api/ladder/v1/firms/{id}/facts", new { facts = (object[])[.. Figures.Good(), Figures.Of(Jiading.Today.Year - 1, "ipClassOne", "ip.classOne", 2, "count")] }).Good();
        return (await jiading.CaseWorker.Command("api/ladder/v1/cases", new { firmId = id, programmeId = "jiading-six-stage", stageId = "jd.pool", channel = "online" }).Good()).Text("number");
    }

    /// <summary>An accepted case of a firm, in the inbox.</summary>
    public static async Task<string> WaitingCaseAsync(this Jiading jiading, string firm)
    {
        var number = await jiading.PoolCaseAsync(firm);
        await Eventually.True(async () => (await jiading.CaseWorker.Read($"api/ladder/v1/worklist?firmId={firm}")).GetProperty("items").GetArrayLength() == 1);
        return number;
    }

    /// <summary>The same, of a new firm.</summary>
    public static async Task<string> WaitingCaseAsync(this Jiading jiading) => await jiading.WaitingCaseAsync((await jiading.RegisterAsync()).Id);

    private static async Task<Sample> MakeAsync(BrowserHouse house)
    {
        var jiading = house.Jiading;
        var (id, code, name) = await jiading.RegisterAsync();
        var number = await jiading.WaitingCaseAsync(id);
        var (other, merged, _) = await jiading.RegisterAsync();
        var decided = await jiading.PoolCaseAsync(other);
        await jiading.ProposeAsync(decided, await jiading.JudgementsAsync(other));
        await jiading.ApproveAsync(decided);
        var (_, gone, _) = await jiading.RegisterAsync();
        var restructuring = (await jiading.CaseWorker.Command("api/ladder/v1/restructurings", new
        {
            kind = "merger", from = new[] { merged, gone }, to = new[] { merged }, effectiveOn = Jiading.Today, legalBasis = "test",
        }).Good()).Text("id");
        return new(id, code, name, number, decided, await house.TraceOfAsync(number), $"/firms/{other}/restructurings/{restructuring}/{gone}");
    }

    private static async Task<string> TraceOfAsync(this BrowserHouse house, string number)
    {
        using var client = await house.House.ClientAsync("operator");
        return await Eventually.Get(async () => (await client.Read($"api/operations/v1/traces?case={number}&name=POST")).GetProperty("items").EnumerateArray()
            .Select(trace => trace.Text("traceId")).FirstOrDefault());
    }
}
