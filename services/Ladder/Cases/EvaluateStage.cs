using Cultivation.Criteria;
using Cultivation.Ladder.Adverse;
using Cultivation.Ladder.Firms;
using Cultivation.Ladder.Groups;

namespace Cultivation.Ladder.Cases;

/// <summary>Asks the criteria about a firm; a calculation, which decides nothing.</summary>
internal static class EvaluateStage
{
    /// <param name="asOf">Stands for the day of filing.</param>
    /// <param name="group">The firms that control it or that it controls, on that day.</param>
    public static StageResult Of(
        Firm firm, RuleBook book, string stageId, DateOnly asOf, IReadOnlyList<CaseJudgement> judgements, IReadOnlyList<GroupMember> group) =>
        Evaluate.Stage(book.Set, book.Stage(stageId).Id, Subject(firm, book, asOf, judgements, group), asOf, book.Confirmed);

    /// <summary>What the criteria are asked about.</summary>
    public static Subject Subject(
        Firm firm, RuleBook book, DateOnly asOf, IReadOnlyList<CaseJudgement> judgements, IReadOnlyList<GroupMember> group) => new(
            firm.Names.Length == 0 ? null : firm.AgeFrom ?? firm.EstablishedOn,
            firm.Names.Length == 0 ? null : book.Divisions.Present(firm.DivisionOn(asOf), asOf),
            FirmFacts.Of(firm, asOf),
            [.. firm.Recognitions.SelectMany(r => r.ForCriteria())],
            // Rungs of side ladders have no place on the main chain.
            [.. StageHistory.HeldOn(firm.Stages, asOf).Select(id => new HeldStage(id, book.Set.Stage(id) is { Beside: null } stage ? stage.Order : 0))],
            // What the registers say comes last and counts: a person does not overrule a record.
            [
                // The result says by which reason it was answered: its reference, so that the words stand in no event and the same comes out without them.
                .. judgements.Select(j => new Judgement(j.CriterionId, j.Met, j.Value, j.Reason.Ref ?? j.Reason.Text!)),
                .. AdverseRule.Judgements(book, firm.AdverseRecords, asOf), .. GroupOf.Judgements(book, group),
            ]);

    public static IEnumerable<CriterionResult> Leaves(IEnumerable<CriterionResult> criteria) =>
        criteria.SelectMany(c => c.Parts.IsEmpty ? [c] : Leaves(c.Parts));

    public static void Map(IEndpointRouteBuilder routes) => routes.MapGet("/firms/{id}/evaluations/{stageId}", Handle)
        .IsQuery(Readers.OfficeAndFirm);

    private static async Task<StageResult> Handle(
        string id, string stageId, string? programme, DateOnly? asOf, DateOnly? knownOn, QueryContext context, Shelf shelf, CancellationToken cancellation)
    {
        var asked = await TwoTimes.Ask(context, asOf, knownOn, cancellation);
        var firm = await FirmReader.Read(context, id, asked, cancellation);
        var published = await shelf.Look(context.Tenant, cancellation);
        var rules = published.Find(programme, stageId);
        var version = rules.RequireInForce(asked.AsOf);
        var group = await GroupOf.Read(context.Session, firm, asked.AsOf, cancellation);
        return Of(firm, published.Open(rules, version), stageId, asked.AsOf, [], group);
    }
}
