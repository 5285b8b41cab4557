using Cultivation.Criteria;
using Cultivation.Ladder.Firms;

namespace Cultivation.Ladder.Cases;

/// <summary>Before a filing (预审): what the rules say today and which papers it needs. Nothing is stored and nothing is promised.</summary>
/// <param name="Version">The programme version that would be asked today; a case stays on the one under which it is accepted.</param>
/// <param name="OpenCase">The firm has a case for the stage already.</param>
/// <param name="MayAcceptWithGaps">Everything that is missing may come later (容缺).</param>
internal sealed record PreCheck(
    string ProgrammeId, string Version, StageResult Evaluation, PaperShown[] Papers, string[] MissingRequired, bool MayAcceptWithGaps, SlaPlan Promise,
    string? OpenCase, WindowShown? Window)
{
    internal static (PaperShown[] Papers, string[] MissingRequired) PapersOf(Stage stage, string[] given)
    {
        if (given.FirstOrDefault(paper => stage.Evidence.All(e => e.Zh != paper)) is { } unknown)
            throw new RuleBroken("case.paper-unknown", new { paper = unknown });
        PaperShown[] papers = [.. stage.Evidence.Select(e => new PaperShown(e.Zh, e.Required, given.Contains(e.Zh)))];
        return (papers, [.. papers.Where(p => p is { Required: true, Given: false }).Select(p => p.Paper)]);
    }

    public static void Map(IEndpointRouteBuilder routes) => routes.MapGet("/firms/{id}/prechecks/{stageId}", Handle).IsQuery(Readers.OfficeAndFirm);

    private static async Task<PreCheck> Handle(
        string id, string stageId, string? programme, string[]? papers, QueryContext context, Shelf shelf, CancellationToken cancellation)
    {
        var firm = await FirmReader.Read(context, id, new TwoTimes(null, null, context.Today), cancellation);
        var published = await shelf.Look(context.Tenant, cancellation);
        var rules = published.Find(programme, stageId);
        var book = published.Open(rules, rules.RequireInForce(context.Today));
        var stage = book.Stage(stageId);
        var (shown, missing) = PapersOf(stage, papers ?? []);
        var group = await Groups.GroupOf.Read(context.Session, firm, context.Today, cancellation);
        var open = await context.Session.LoadAsync<OpenCase>(Cases.OpenCase.For(id, rules.ProgrammeId, stageId), cancellation);
        var window = await context.Session.LoadAsync<FilingWindow>(FilingWindow.Key(rules.ProgrammeId, stageId), cancellation);
        return new(
            rules.ProgrammeId, book.Version.Version, EvaluateStage.Of(firm, book, stageId, context.Today, [], group), shown, missing,
            missing.Length == 0 && shown.Any(p => !p.Given), Promises.Plan(Promises.ToDecision(stage, book.Set.Main)), open?.Number,
            window?.Around(context.Today));
    }
}

/// <summary>A paper that the stage asks for.</summary>
/// <param name="Required">It may not be missing at acceptance.</param>
internal sealed record PaperShown(string Paper, bool Required, bool Given);
