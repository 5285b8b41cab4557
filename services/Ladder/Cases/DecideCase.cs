using System.Text.Json;
using Cultivation.Criteria;
using Cultivation.Ladder.Firms;

namespace Cultivation.Ladder.Cases;

/// <summary>The district decides a case. Where others grant the stage this is a recommendation and changes no stage.</summary>
/// <param name="Batch">The list that the decision belongs to.</param>
/// <param name="Note">Needed with <c>recommendWithNote</c>, and to refuse a firm that meets everything.</param>
public sealed record DecideCase(CaseDecision Decision, string Batch, string? Note = null, CaseJudgement[]? Judgements = null)
{
    /// <summary>What goes to the case and what goes to the firm.</summary>
    internal static (object[] ToCase, object[] ToFirm) Decide(
        DecideCase command, Case @case, Firm firm, EligibilityEvaluated evaluated, StageResult result, Stage stage, IReadOnlySet<string> confirmed,
        string rule, string by, DateOnly today)
    {
        if (@case.State != CaseState.Accepted)
            throw new RuleBroken("case.not-accepted", new { @case.Number, @case.State });
        if (@case.Supplement is { Open: true } owed)
            throw new RuleBroken("case.supplement-open", new { @case.Number, owed.Items });
        Require.Text(command.Batch, nameof(Batch));
        if (!result.MayDecide)
            throw new RuleBroken("criterion.not-confirmed", new { ids = result.ToConfirm });
        if (result.Result is Result.Unknown or Result.NeedsPerson)
            throw new RuleBroken("case.criterion-open", new { ids = With(result, Result.Unknown, Result.NeedsPerson) });
        var positive = command.Decision != CaseDecision.NotRecommend;
        if (positive && result.Result == Result.Unmet)
            throw new RuleBroken("case.criterion-unmet", new { ids = With(result, Result.Unmet) });
        if (string.IsNullOrWhiteSpace(command.Note) && (command.Decision == CaseDecision.RecommendWithNote || (!positive && result.Result != Result.Unmet)))
            throw new RuleBroken("case.note-missing");

        object[] toCase = [evaluated, new CaseDecided(@case.Number, firm.CreditCode, command.Decision, today, by, command.Batch, command.Note)];
        if (stage.Entry.Kind != EntryKind.DistrictDecision)
        {
            return (toCase, [new DistrictRecommended(
                @case.Number, firm.CreditCode, @case.ProgrammeId, stage.Id, stage.DecidedBy, command.Batch, command.Decision, today, by)]);
        }
        return (toCase, positive ? Admission(command, @case, firm, stage, confirmed, rule, by, today) : []);
    }

    private static object[] Admission(
        DecideCase command, Case @case, Firm firm, Stage stage, IReadOnlySet<string> confirmed, string rule, string by, DateOnly today)
    {
        if (StageHistory.Held(firm.Stages, stage.Id, today))
            throw new RuleBroken("case.stage-held", new { stageId = stage.Id });
        var entered = new StageEntered(firm.CreditCode, firm.LegalName(), stage.Id, StageBasis.DistrictDecision, @case.Number, today, rule);
        return stage.Nature == "pool"
            ? [new PoolAdmitted(stage.Id, firm.CreditCode, today, LastDay(stage.Validity, confirmed, today), command.Batch, @case.Number, by), entered]
            : [entered];
    }

    // The last day of a term of whole years or months is the day before its anniversary.
    private static DateOnly? LastDay(Validity? validity, IReadOnlySet<string> confirmed, DateOnly from) =>
        validity is not null && validity.Standing.MayDecide(confirmed) && (validity.Years is not null || validity.Months is not null)
            ? from.AddYears(validity.Years ?? 0).AddMonths(validity.Months ?? 0).AddDays(-1)
            : null;

    private static string[] With(StageResult result, params Result[] results) =>
        [.. EvaluateStage.Leaves(result.Criteria).Where(c => results.Contains(c.Result)).Select(c => c.Id)];

    internal static void Map(IEndpointRouteBuilder routes) =>
        routes.MapPost("/cases/{number}/decision", Handle).IsEdit(Roles.CaseWorker, Roles.Supervisor).Produces<CasePage>();

    private static async Task<Reply> Handle(DecideCase command, string number, CommandContext context, Shelf shelf, CancellationToken cancellation)
    {
        var stream = await CasePage.Fetch(context, number, cancellation);
        var @case = stream.Aggregate!;
        if (@case.Accepted is not { } accepted || @case.State != CaseState.Accepted)
            throw new RuleBroken("case.not-accepted", new { @case.Number, @case.State });
        var firmStream = await context.Session.Events.FetchForWriting<Firm>(Firm.Key(@case.FirmId), cancellation);
        var firm = firmStream.Aggregate!;
        var book = await CaseRules.Open(shelf, context.Tenant, @case, context.Today, cancellation);
        var asOf = Clock.Day(@case.SubmittedOn);
        var judgements = command.Judgements ?? [];
        var group = await Groups.GroupOf.Read(context.Session, firm, asOf, cancellation);
        CheckAsked(judgements, EvaluateStage.Of(firm, book, @case.StageId, asOf, [], group), book);
        var result = EvaluateStage.Of(firm, book, @case.StageId, asOf, judgements, group);
        var ofGroup = group.Where(member => member.Id is not null).Select(member => new StreamRead(Firm.Key(member.Id!), member.Version));
        StreamRead[] read = [new(firm.Id, firmStream.StartingVersion ?? 0), .. book.Streams, .. ofGroup];
        var (toCase, toFirm) = Decide(
            command, @case, firm, Evaluated(judgements, firm, result, book, context.Now, read), result, book.Stage(@case.StageId), book.Confirmed,
            $"{@case.ProgrammeId}/{accepted.ProgrammeVersion}", context.Person.Subject, context.Today);
        stream.AppendMany(toCase);
        if (toFirm.Length > 0)
            firmStream.AppendMany(toFirm);
        context.Session.Delete<OpenCase>(OpenCase.For(@case.FirmId, @case.ProgrammeId, @case.StageId));
        return Reply.Ok(CasePage.Of(toCase.Aggregate(@case, (c, e) => c.Fold(e)), context.Today), stream.StartingVersion + toCase.Length);
    }

    // Facts decide what facts can; a person answers only what is asked of a person.
    private static void CheckAsked(CaseJudgement[] judgements, StageResult without, RuleBook book)
    {
        var asked = With(without, Result.NeedsPerson).Concat(book.AskedOfPersons()).ToHashSet(StringComparer.Ordinal);
        if (judgements.Where(j => !asked.Contains(j.CriterionId)).Select(j => j.CriterionId).ToArray() is { Length: > 0 } ids)
            throw new RuleBroken("case.judgement-not-asked", new { ids });
        foreach (var judgement in judgements)
            Require.Text(judgement.Reason, nameof(CaseJudgement.Reason), 2_000);
    }

    private static EligibilityEvaluated Evaluated(
        CaseJudgement[] judgements, Firm firm, StageResult result, RuleBook book, DateTimeOffset now, StreamRead[] read) => new(
        firm.CreditCode, result.ProgrammeId, result.Version, result.Hash, result.StageId, result.AsOf, now,
        result.Result.Word(), JsonSerializer.SerializeToElement(result.Criteria, Json.Web), [.. result.Roadmap.Select(r => r.CriterionId)], judgements,
        [.. book.Confirmed.Order(StringComparer.Ordinal)], read);
}
