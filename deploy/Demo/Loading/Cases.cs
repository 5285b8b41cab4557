using Cultivation.Demo.Population;

namespace Cultivation.Demo.Loading;

/// <summary>Cases of this year, at every step of their way: some submitted, some accepted, some decided.</summary>
internal static class Cases
{
    private const string Programme = "jiading-six-stage";

    /// <summary>Firms that filed this year and wait for the city's list: the district recommends them.</summary>
    public static IReadOnlyList<Firm> Recommended(District district)
    {
        var listed = district.Certificates.Select(row => row.CreditCode).ToHashSet();
        return [.. district.Firms.Where(firm => firm.FirstYear == district.Today.Year && !listed.Contains(firm.CreditCode)).Take(12)];
    }

    /// <summary>Firms that are ready for next year.</summary>
    public static IReadOnlyList<Firm> Filing(District district) =>
        [.. district.Firms.Where(firm => firm.FirstYear == district.Today.Year + 1 && firm.EstablishedOn.Year < district.Today.Year).Take(16)];

    public static async Task<int> Run(Work work)
    {
        var supervisor = await work.Gateway.As("supervisor");
        var (recommended, filing) = (Recommended(work.District), Filing(work.District));
        await Work.ForAll(recommended, firm => Decide(work, supervisor, firm));
        await Work.ForAll([.. filing.Take(filing.Count / 2)], firm => Accept(work, firm));
        await Work.ForAll([.. filing.Skip(filing.Count / 2)], firm => Submit(work, firm));
        return recommended.Count + filing.Count;
    }

    private static async Task<string> Submit(Work work, Firm firm)
    {
        var answer = await work.Gateway.Post(
            "api/ladder/v1/cases", new { firmId = work.Id(firm), programmeId = Programme, stageId = "jd.hnte", channel = "online" },
            $"demo-case-{firm.Number}");
        return answer.Text("number");
    }

    private static async Task<(string Number, string? Version)> Accept(Work work, Firm firm)
    {
        var number = await Submit(work, firm);
        var page = await work.Gateway.Get($"api/ladder/v1/cases/{number}");
        var accepted = await work.Gateway.Post(
            $"api/ladder/v1/cases/{number}/acceptance", new { missingTolerated = Array.Empty<string>() }, $"demo-accept-{firm.Number}",
            ifMatch: page.ETag);
        return (number, accepted.ETag);
    }

    // One person proposes, another one approves.
    private static async Task Decide(Work work, Gateway supervisor, Firm firm)
    {
        var (number, version) = await Accept(work, firm);
        object[] judgements =
        [
            new { criterionId = "cn.hnte.c2", met = true, reason = "专利证书已核对 (demo)" },
            new { criterionId = "cn.hnte.c3", met = true, reason = $"{firm.Field.Name} (demo)" },
            new { criterionId = "cn.hnte.c7", value = 78.5m, reason = "五名专家评分 (demo)" },
            new { criterionId = "cn.hnte.c8", met = true, reason = "信用中国无记录 (demo)" },
        ];
        var proposed = await work.Gateway.Post(
            $"api/ladder/v1/cases/{number}/proposal",
            new { decision = "recommend", batch = $"{work.District.Today.Year}-2", note = (string?)null, judgements }, $"demo-propose-{firm.Number}", ifMatch: version);
        await supervisor.Post($"api/ladder/v1/cases/{number}/decision", new { }, $"demo-decide-{firm.Number}", ifMatch: proposed.ETag);
    }
}
