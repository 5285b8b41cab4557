using System.Text.Json;
using Cultivation.Criteria;
using Cultivation.Ladder.Firms;
using Cultivation.Ladder.Groups;

namespace Cultivation.Ladder.Cases;

/// <summary>
/// What the rules that a case stays on say of it now, with all that was used. After an appeal they are asked about what was known at the decision that it was
/// filed against: what came later is for a new filing.
/// </summary>
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
        var known = await KnownFacts.Of(context, @case, firm, firmVersion, asOf, cancellation);
        var (judged, group) = (known.Firm, known.Group);
        var asked = With(EvaluateStage.Of(judged, book, @case.StageId, asOf, [], group), Criteria.Result.NeedsPerson)
            .Concat(book.AskedOfPersons()).ToHashSet(StringComparer.Ordinal);
        var result = EvaluateStage.Of(judged, book, @case.StageId, asOf, judgements, group);
        return new(
            result, Recorded(judgements, firm, result, book, known.At, [.. known.Read, .. book.Streams]), book.Stage(@case.StageId), book.Confirmed,
            Promises.ForNotice(book, @case.StageId), [.. judgements.Select(j => j.CriterionId).Where(id => !asked.Contains(id))]);
    }

    /// <summary>The criteria without parts that have one of these results.</summary>
    public static string[] With(StageResult result, params Result[] results) =>
        [.. EvaluateStage.Leaves(result.Criteria).Where(c => results.Contains(c.Result)).Select(c => c.Id)];

    /// <summary>The facts that the rules are asked about.</summary>
    /// <param name="Read">The streams of firms, each at the version read.</param>
    private sealed record KnownFacts(Firm Firm, IReadOnlyList<GroupMember> Group, DateTimeOffset At, StreamRead[] Read)
    {
        public static async Task<KnownFacts> Of(CommandContext context, Case @case, Firm firm, long version, DateOnly asOf, CancellationToken cancellation)
        {
            if (@case.KnownAt is { } then)
            {
                var happened = await context.Session.Events.FetchStreamAsync(@case.Id, token: cancellation);
                var was = happened.Select(e => e.Data).OfType<EligibilityEvaluated>().Last(e => e.FactsAsOf == then);
                var ofFirm = await context.Session.Events.FetchStreamAsync(firm.Id, token: cancellation);
                var (judged, members) = await EvaluationRead.Facts(context.Session, was, ofFirm, cancellation);
                return new(judged, members, then, [.. was.Streams.Where(s => s.Stream.StartsWith(Firm.Key(""), StringComparison.Ordinal))]);
            }
            var group = await GroupOf.Read(context.Session, firm, asOf, cancellation);
            var ofGroup = group.Where(member => member.Id is not null).Select(member => new StreamRead(Firm.Key(member.Id!), member.Version));
            return new(firm, group, context.Now, [new(firm.Id, version), .. ofGroup]);
        }
    }

    private static EligibilityEvaluated Recorded(
        CaseJudgement[] judgements, Firm firm, StageResult result, RuleBook book, DateTimeOffset now, StreamRead[] read) => new(
        firm.CreditCode, result.ProgrammeId, result.Version, result.Hash, result.StageId, result.AsOf, now,
        result.Result.Word(), JsonSerializer.SerializeToElement(result.Criteria, Json.Web), [.. result.Roadmap.Select(r => r.CriterionId)], judgements,
        [.. book.Confirmed.Order(StringComparer.Ordinal)], read);
}
