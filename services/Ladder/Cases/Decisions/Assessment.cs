using System.Text.Json;
using Cultivation.Criteria;
using Cultivation.Ladder.Firms;

namespace Cultivation.Ladder.Cases;

/// <summary>What the rules that a case stays on say of it now, with all that was used.</summary>
/// <param name="Notice">Term of the public notice that a positive decision waits for; null for none.</param>
/// <param name="NotAsked">Criteria that a person answered although data answer them.</param>
internal sealed record Assessment(
    StageResult Result, EligibilityEvaluated Evaluated, Stage Stage, IReadOnlySet<string> Confirmed, SlaPlan? Notice, string[] NotAsked)
{
    public static async Task<Assessment> Of(
        CommandContext context, Published published, Case @case, Firm firm, long firmVersion, CaseJudgement[] judgements, CancellationToken cancellation)
    {
        var book = CaseRules.Open(published, @case, context.Today);
        var asOf = Clock.Day(@case.SubmittedOn);
        var group = await Groups.GroupOf.Read(context.Session, firm, asOf, cancellation);
        var asked = With(EvaluateStage.Of(firm, book, @case.StageId, asOf, [], group), Criteria.Result.NeedsPerson)
            .Concat(book.AskedOfPersons()).ToHashSet(StringComparer.Ordinal);
        var result = EvaluateStage.Of(firm, book, @case.StageId, asOf, judgements, group);
        var ofGroup = group.Where(member => member.Id is not null).Select(member => new StreamRead(Firm.Key(member.Id!), member.Version));
        StreamRead[] read = [new(firm.Id, firmVersion), .. book.Streams, .. ofGroup];
        return new(
            result, Recorded(judgements, firm, result, book, context.Now, read), book.Stage(@case.StageId), book.Confirmed,
            Promises.ForNotice(book, @case.StageId), [.. judgements.Select(j => j.CriterionId).Where(id => !asked.Contains(id))]);
    }

    /// <summary>The criteria without parts that have one of these results.</summary>
    public static string[] With(StageResult result, params Result[] results) =>
        [.. EvaluateStage.Leaves(result.Criteria).Where(c => results.Contains(c.Result)).Select(c => c.Id)];

    private static EligibilityEvaluated Recorded(
        CaseJudgement[] judgements, Firm firm, StageResult result, RuleBook book, DateTimeOffset now, StreamRead[] read) => new(
        firm.CreditCode, result.ProgrammeId, result.Version, result.Hash, result.StageId, result.AsOf, now,
        result.Result.Word(), JsonSerializer.SerializeToElement(result.Criteria, Json.Web), [.. result.Roadmap.Select(r => r.CriterionId)], judgements,
        [.. book.Confirmed.Order(StringComparer.Ordinal)], read);
}
