using JasperFx.Events;
using Marten;

namespace Cultivation.Ladder.Cases;

/// <summary>An event by which something is proven.</summary>
/// <param name="Position">In the log, by which the ledger names it.</param>
internal sealed record ProvenEvent(string Stream, long Version, string EventId, long Position, string Type, DateTimeOffset RecordedAt)
{
    public static ProvenEvent Of(IEvent e) => new(e.StreamKey!, e.Version, $"{e.Id:N}", e.Sequence, e.EventTypeName, e.Timestamp);
}

/// <summary>A decision within its case, and what led to it. A case has several where one was overturned or appealed against.</summary>
/// <param name="Number">1 for the case's first; it never changes.</param>
/// <param name="Evaluated">The evaluation that it rests on.</param>
/// <param name="Proposed">Null for what was decided before two persons were asked for.</param>
/// <param name="Before">The case's events up to the decision.</param>
/// <param name="After">What came of it: the events up to the next decision.</param>
internal sealed record Deciding(int Number, IEvent Event, IEvent Evaluated, IEvent? Proposed, IReadOnlyList<IEvent> Before, IReadOnlyList<IEvent> After)
{
    public CaseDecided Decided => (CaseDecided)Event.Data;

    public EligibilityEvaluated Evaluation => (EligibilityEvaluated)Evaluated.Data;

    /// <summary>The decisions of a case, in order.</summary>
    /// <param name="happened">The case's events.</param>
    public static List<Deciding> In(IReadOnlyList<IEvent> happened)
    {
        List<IEvent> decided = [.. happened.Where(e => e.Data is CaseDecided)];
        return [.. decided.Select((e, i) =>
        {
            List<IEvent> before = [.. happened.Where(b => b.Version < e.Version)];
            var next = i + 1 < decided.Count ? decided[i + 1].Version : long.MaxValue;
            return new Deciding(
                i + 1, e, before.Last(b => b.Data is EligibilityEvaluated), before.LastOrDefault(b => b.Data is DecisionProposed), before,
                [.. happened.Where(a => a.Version > e.Version && a.Version < next)]);
        })];
    }

    /// <summary>A case with its decisions, in order, for who may read it.</summary>
    /// <exception cref="RuleBroken"><c>case.unknown</c>.</exception>
    public static async Task<(Case Case, List<Deciding> Decisions)> All(QueryContext context, string number, CancellationToken cancellation)
    {
        var @case = await context.Session.LoadAsync<Case>(Case.Key(number), cancellation) ?? throw new RuleBroken("case.unknown", new { number });
        OwnFirm.Require(context.Person, @case);
        return (@case, In(await context.Session.Events.FetchStreamAsync(Case.Key(number), token: cancellation)));
    }

    /// <summary>One decision.</summary>
    /// <param name="id">Its number in the case, or the id of its event.</param>
    /// <exception cref="RuleBroken"><c>case.unknown</c>, <c>case.decision-unknown</c>.</exception>
    public static async Task<(Case Case, Deciding Decision)> Find(QueryContext context, string number, string id, CancellationToken cancellation)
    {
        var (@case, all) = await All(context, number, cancellation);
        var found = all.Find(d => $"{d.Number}" == id || (Guid.TryParse(id, out var guid) && d.Event.Id == guid));
        return (@case, found ?? throw new RuleBroken("case.decision-unknown", new { number, id }));
    }
}
