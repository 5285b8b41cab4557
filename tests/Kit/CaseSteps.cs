using System.Text.Json;

namespace Cultivation.Kit;

/// <summary>Cases of a firm, up to the decision.</summary>
public static class CaseSteps
{
    private const string Ladder = "api/ladder/v1";

    /// <summary>An accepted case for the pool, of a firm with the figures for it; its version is 2.</summary>
    public static async Task<string> PoolCaseAsync(this Jiading jiading, string firmId)
    {
        await jiading.CaseWorker.Command($"{Ladder}/firms/{firmId}/facts", new { facts = (object[])[.. Figures.Good(), Figures.Of(Jiading.Today.Year - 1, "ipClassOne", "ip.classOne", 2, "count")] }).Good();
        return await jiading.CaseAsync(firmId, "jd.pool");
    }

    /// <summary>A case, submitted and accepted; its version is 2.</summary>
    public static async Task<string> CaseAsync(this Jiading jiading, string firmId, string stageId)
    {
        var number = (await jiading.CaseWorker.Command($"{Ladder}/cases", new { firmId, programmeId = "jiading-six-stage", stageId, channel = "online" }).Good()).Text("number");
        await jiading.CaseWorker.Command($"{Ladder}/cases/{number}/acceptance", new { missingTolerated = Array.Empty<string>() }, ifMatch: Asking.Tag(1)).Good();
        return number;
    }

    /// <summary>A met answer to everything that persons answer for the pool and for the eight conditions.</summary>
    public static async Task<object[]> JudgementsAsync(this Jiading jiading, string firmId)
    {
        var asked = await Task.WhenAll(new[] { "jd.pool", "jd.hnte" }.Select(stage => jiading.CaseWorker.Read($"{Ladder}/firms/{firmId}/evaluations/{stage}")));
        return [.. asked.SelectMany(e => Leaves(e.GetProperty("criteria"))).Where(c => c.Text("result") == "needsPerson").Select(c => c.Text("id")).Distinct()
            .Select(criterionId => new { criterionId, met = true, reason = "checked" })];
    }

    /// <summary>Proposes to decide an accepted case for the firm; its version is 4 then.</summary>
    public static Task ProposeAsync(this Jiading jiading, string number, object[] judgements) =>
        jiading.CaseWorker.Command($"{Ladder}/cases/{number}/proposal", new { decision = "recommend", batch = "1", judgements }, ifMatch: Asking.Tag(2)).Good();

    /// <summary>Approves what was proposed.</summary>
    public static Task ApproveAsync(this Jiading jiading, string number) => jiading.Supervisor.Command($"{Ladder}/cases/{number}/decision", new { }, ifMatch: Asking.Tag(4)).Good();

    private static IEnumerable<JsonElement> Leaves(JsonElement criteria) => criteria.EnumerateArray().SelectMany(c =>
        c.TryGetProperty("parts", out var parts) && parts.GetArrayLength() > 0 ? Leaves(parts) : [c]);
}
