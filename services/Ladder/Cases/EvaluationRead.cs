using Cultivation.Criteria;
using Cultivation.Ladder.Firms;
using Cultivation.Ladder.Groups;
using JasperFx.Events;
using Marten;

namespace Cultivation.Ladder.Cases;

/// <summary>A recorded evaluation with all that it read, as it stood then: the firm, the rules with what was confirmed of them, the firms of its group.</summary>
internal sealed record EvaluationRead(EligibilityEvaluated Was, Firm Firm, RuleBook Book, IReadOnlyList<GroupMember> Group)
{
    /// <param name="happened">The firm's events, up to now.</param>
    public static async Task<EvaluationRead> Of(
        IQuerySession session, Shelf shelf, EligibilityEvaluated was, IReadOnlyList<IEvent> happened, CancellationToken cancellation)
    {
        var read = Versions(was);
        var (firm, group) = await Facts(session, was, happened, cancellation);
        var published = await shelf.Look(session.TenantId, cancellation);
        var programme = published.Find(was.ProgrammeId).Programme;
        var book = await shelf.OpenAt(published, programme, programme.Versions.Single(v => v.Hash == was.RulesHash), read, cancellation);
        return new(was, firm, book, group);
    }

    /// <summary>What it read of firms: the firm and its group, as they stood then.</summary>
    /// <param name="happened">The firm's events, up to now.</param>
    public static async Task<(Firm Firm, IReadOnlyList<GroupMember> Group)> Facts(
        IQuerySession session, EligibilityEvaluated was, IReadOnlyList<IEvent> happened, CancellationToken cancellation)
    {
        var read = Versions(was);
        var firm = Fold(happened.Where(e => e.Version <= read[e.StreamKey!]));
        List<Firm> others = [];
        foreach (var (stream, version) in read.Where(s => s.Key != firm.Id && s.Key.StartsWith(Firm.Key(""), StringComparison.Ordinal)))
            others.Add(Fold(await session.Events.FetchStreamAsync(stream, version: version, token: cancellation)));
        return (firm, GroupOf.Of(firm, was.AsOf, others.ToDictionary(o => o.CreditCode, StringComparer.Ordinal)));
    }

    /// <summary>The evaluation once more.</summary>
    /// <param name="firm">The firm as it would have been; null for as it was.</param>
    public StageResult Again(Firm? firm = null) => EvaluateStage.Of(firm ?? Firm, Book, Was.StageId, Was.AsOf, Was.Judgements, Group);

    private static Dictionary<string, long> Versions(EligibilityEvaluated was) => was.Streams.ToDictionary(s => s.Stream, s => s.Version, StringComparer.Ordinal);

    private static Firm Fold(IEnumerable<IEvent> happened) => happened.Aggregate(new Firm(), (firm, e) => firm.Evolve(e)!);
}
