using Cultivation.Kit;

namespace Cultivation.Browser.Tests;

/// <summary>Firms near a rung, a screen and its lead, made through the gateway.</summary>
internal static class DiscoverySamples
{
    private const string Ladder = "api/ladder/v1";
    private static int last = 70_000;
    private static (string Screen, string Lead)? made;

    /// <summary>A firm of an industry, which meets all that data can answer for the high-tech rung but for its share of tech staff: 7.5 % of the 10 % asked for.</summary>
    public static async Task<(string Id, string Code, string Name)> NearFirmAsync(this Jiading jiading, string industry)
    {
        var number = Interlocked.Increment(ref last);
        var (code, name) = (CreditCodes.Made(number), $"嘉定近邻{number}科技有限公司");
        var id = (await jiading.CaseWorker.Command($"{Ladder}/firms", new
        {
            creditCode = code, legalName = name, establishedOn = "2015-03-02", registeredDivision = "310114", industryCode = industry,
            enterpriseType = "有限责任公司", source = "test",
        }).Good()).Text("id");
        // The last year's share counts.
        var facts = Figures.Good().ToList();
        facts[^3] = Figures.Of(Jiading.Today.Year - 1, "techStaff", "techStaff.hnte195", 6, "person");
        await jiading.CaseWorker.Command($"{Ladder}/firms/{id}/facts", new { facts }).Good();
        await Eventually.True(async () => (await jiading.CaseWorker.Read($"{Ladder}/discovery/near?stageId=jd.hnte&missing=1&industry={industry}"))
            .GetProperty("items").EnumerateArray().Any(firm => firm.Text("firmId") == id), TimeSpan.FromSeconds(60));
        return (id, code, name);
    }

    /// <summary>A screen and the lead that it found.</summary>
    public static async Task<(string Screen, string Lead)> LeadAsync(this BrowserHouse house) => made ??= await MakeAsync(house.Jiading);

    private static async Task<(string Screen, string Lead)> MakeAsync(Jiading jiading)
    {
        var (id, _, _) = await jiading.NearFirmAsync("C3911");
        var screen = (await jiading.CaseWorker.Command($"{Ladder}/screens", new { name = "差一项", stageId = "jd.hnte", mostMissing = 1, industry = "C3911" }).Good()).Text("screenId");
        await jiading.CaseWorker.Command($"{Ladder}/screens/{screen}/leads", new { }).Good();
        var lead = await Eventually.Get(async () => (await jiading.CaseWorker.Read($"{Ladder}/leads?firmId={id}")).GetProperty("items").EnumerateArray()
            .Select(one => one.Text("leadId")).FirstOrDefault());
        return (screen, lead);
    }
}
