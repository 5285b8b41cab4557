using Cultivation.Demo.Population;

namespace Cultivation.Demo.Loading;

/// <summary>The firms and the figures that they reported.</summary>
internal static class Register
{
    public static Task<int> Firms(Work work, IReadOnlyList<Firm> firms) => Work.ForAll(firms, firm => One(work, firm));

    public static async Task<int> Reports(Work work)
    {
        var firms = work.District.Firms.ToDictionary(firm => firm.Number);
        await Work.ForAll([.. work.District.Reports.GroupBy(report => report.Firm)], async reports =>
        {
            // One after another, so that a firm's stream is in the order in which things were known.
            foreach (var report in reports)
                await Send(work, firms[report.Firm], report);
        });
        return work.District.Reports.Count;
    }

    private static async Task One(Work work, Firm firm)
    {
        var answer = await work.Gateway.Post(
            "api/ladder/v1/firms",
            new
            {
                firm.CreditCode, legalName = firm.Name, firm.EstablishedOn, registeredDivision = Firm.Division, firm.Field.IndustryCode,
                firm.EnterpriseType, firm.Town, source = "demo",
            },
            $"demo-firm-{firm.Number}", new Known(firm.KnownSince, "demo register"), fine: "firm.code-taken");
        work.Ids[firm.Number] = answer.Ok ? answer.Text("id") : await Find(work, firm);
    }

    /// <summary>The id of a firm that is there already.</summary>
    public static async Task<string> Find(Work work, Firm firm)
    {
        var found = await work.Gateway.Until(
            $"api/ladder/v1/firms?creditCode={firm.CreditCode}", answer => answer.Ok && Items(answer) == 1, Work.Bound);
        return found.Body.GetProperty("items")[0].GetProperty("id").GetString()!;
    }

    public static int Items(Answer page) => page.Body.GetProperty("items").GetArrayLength();

    private static Task<Answer> Send(Work work, Firm firm, Report report)
    {
        var facts = report.Figures.Select(f =>
            new { f.FiscalYear, f.Metric, f.DefinitionId, f.Value, f.Unit, f.SourceKind, scope = "legalPerson" });
        return work.Gateway.Post(
            $"api/ladder/v1/firms/{work.Id(firm)}/facts", new { facts }, $"demo-facts-{firm.Number}-{report.KnownSince:yyyyMMdd}",
            new Known(report.KnownSince, $"demo {report.Source}"));
    }
}
