using Cultivation.Ladder.Firms;
using Cultivation.Ladder.Ledger;
using JasperFx.Events;
using Marten;
using Npgsql;

namespace Cultivation.Ladder.Cases;

/// <summary>Puts the proof of a decision together from the streams.</summary>
internal sealed class ProveDecision(IDocumentStore store, Shelf shelf, LedgerTree tree, NpgsqlDataSource database)
{
    internal static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/cases/{number}/decisions", Many).IsQuery(Readers.OfficeAndFirm);
        routes.MapGet("/cases/{number}/decisions/{id}/proof", One).IsQuery(Readers.OfficeAndFirm);
    }

    private static async Task<ShownDecision[]> Many(string number, QueryContext context, CancellationToken cancellation)
    {
        var (_, decisions) = await Deciding.All(context, number, cancellation);
        return [.. decisions.Select(d => new ShownDecision(d.Number, $"{d.Event.Id:N}", d.Decided.Decision, d.Decided.DecidedOn))];
    }

    private static async Task<DecisionProof> One(string number, string id, QueryContext context, ProveDecision prove, CancellationToken cancellation)
    {
        var (@case, decision) = await Deciding.Find(context, number, id, cancellation);
        return (await prove.Of(context.Session, @case, decision, cancellation)).For(context.Person);
    }

    private async Task<DecisionProof> Of(IQuerySession session, Case @case, Deciding decision, CancellationToken cancellation)
    {
        var (decided, was) = (decision.Decided, decision.Evaluation);
        var published = await shelf.Look(session.TenantId, cancellation);
        var leaf = await tree.Find(session.TenantId, decision.Event.Sequence, cancellation);
        return new(
            @case.Number, decision.Number, @case.FirmId, decided.Subject, was.ProgrammeId, was.StageId, @case.Channel, @case.SubmittedOn,
            decision.Before.Select(e => e.Data).OfType<CaseAccepted>().LastOrDefault()?.AcceptedOn, decided.Decision, decided.DecidedOn, decided.DecidedBy,
            decided.Batch, decided.Note, ProvenEvent.Of(decision.Event),
            decision.Proposed is { Data: DecisionProposed p } e ? new(p.ProposedBy, p.ProposedOn, ProvenEvent.Of(e)) : null,
            was.AsOf, was.FactsAsOf, ProvenEvent.Of(decision.Evaluated), was.Streams, await Facts(session, was, cancellation), Rules(published, was),
            await Confirmations(published, was, cancellation), was.Result, was.PerCriterion, was.Judgements, [.. Scores(decision.Before)],
            await Meeting(session, decided, cancellation), await Notice(session, decision, cancellation),
            decision.After.Select(a => a.Data).OfType<AuthorityAnswered>().Select(AuthorityResult.Of).LastOrDefault(), Appeal(decision.After),
            leaf is null ? null : await InclusionProof.Of(session, tree, database, leaf, cancellation));
    }

    private static async Task<UsedFact[]> Facts(IQuerySession session, EligibilityEvaluated was, CancellationToken cancellation)
    {
        List<UsedFact> facts = [];
        foreach (var (stream, version) in was.Streams.Where(s => s.Stream.StartsWith(Firm.Key(""), StringComparison.Ordinal)))
        {
            var happened = await session.Events.FetchStreamAsync(stream, version: version, token: cancellation);
            await session.ShowTexts(happened.Select(e => e.Data), cancellation);
            facts.AddRange(UsedFacts.In(happened, was));
        }
        return [.. facts];
    }

    private static RulesUsed[] Rules(Published published, EligibilityEvaluated was)
    {
        var own = published.Owning(was.RulesHash).Programme.Versions.Single(v => v.Hash == was.RulesHash);
        return [.. own.Imports.Select(i => i.RulesHash).Prepend(was.RulesHash).Select(hash =>
        {
            var (tenant, programme) = published.Owning(hash);
            var version = programme.Versions.Single(v => v.Hash == hash);
            return new RulesUsed(tenant, programme.ProgrammeId, version.Version, hash, version.EffectiveFrom, version.EffectiveTo);
        })];
    }

    private async Task<ProvenConfirmation[]> Confirmations(Published published, EligibilityEvaluated was, CancellationToken cancellation)
    {
        List<ProvenConfirmation> found = [];
        foreach (var rules in Rules(published, was))
        {
            var key = PublishedProgramme.Key(rules.ProgrammeId);
            await using var session = store.QuerySession(rules.District);
            var happened = await session.Events.FetchStreamAsync(key, version: was.Streams.Single(s => s.Stream == key).Version, token: cancellation);
            found.AddRange(happened.Where(e => e.Data is CriterionAssumptionConfirmed c && was.Confirmed.Contains(c.CriterionId))
                .GroupBy(e => ((CriterionAssumptionConfirmed)e.Data).CriterionId).Select(g => Confirmed(g.Last())));
        }
        return [.. found];

        static ProvenConfirmation Confirmed(IEvent e) => e.Data is CriterionAssumptionConfirmed c
            ? new(c.CriterionId, c.DocumentRef, c.ConfirmedOn, c.ConfirmedBy, ProvenEvent.Of(e))
            : throw new ArgumentException(e.EventTypeName, nameof(e));
    }

    // The sheets of the last review: a later sheet of a reviewer replaces the one before, and one who was taken off does not count.
    private static IEnumerable<ProvenScore> Scores(IReadOnlyList<IEvent> before)
    {
        var opened = before.LastOrDefault(e => e.Data is ReviewOpened)?.Version ?? long.MaxValue;
        var gone = before.Select(e => e.Data).OfType<ReviewerRecused>().Select(r => r.PersonRef).ToHashSet(StringComparer.Ordinal);
        return before.Where(e => e.Version > opened && e.Data is ReviewScored s && !gone.Contains(s.ReviewerRef))
            .GroupBy(e => ((ReviewScored)e.Data).ReviewerRef).Select(g => (Event: g.Last(), Sheet: (ReviewScored)g.Last().Data))
            .Select(s => new ProvenScore(s.Sheet.ReviewerRef, s.Sheet.Scores, s.Sheet.Total, ProvenEvent.Of(s.Event)));
    }

    private static async Task<ProvenMeeting?> Meeting(IQuerySession session, CaseDecided decided, CancellationToken cancellation) =>
        decided.MeetingId is { } id && (await session.LoadAsync<Meeting>(Cases.Meeting.Key(id), cancellation))?.Held is { } held
            ? new(id, held.HeldOn, held.MinutesRef)
            : null;

    private static async Task<ProvenNotice?> Notice(IQuerySession session, Deciding decision, CancellationToken cancellation)
    {
        var shown = decision.After.Select(e => e.Data).OfType<CasePutOnNotice>().LastOrDefault();
        if (shown is null || await session.LoadAsync<PublicNotice>(PublicNotice.Key(shown.ListId), cancellation) is not { Started: { } started } notice)
            return null;
        return new(
            shown.ListId, started.StartsOn, started.EndsOn, started.DocumentRef, notice.Ended?.EndedOn,
            decision.After.Select(e => e.Data).OfType<DecisionTookEffect>().LastOrDefault()?.EffectiveOn, notice.Objections.Count(o => o.CaseId == shown.CaseId));
    }

    private static ProvenAppeal? Appeal(IReadOnlyList<IEvent> after)
    {
        var judged = after.Select(e => e.Data).OfType<AppealDecided>().LastOrDefault();
        return after.Select(e => e.Data).OfType<AppealFiled>().LastOrDefault() is { } filed
            ? new(filed.Ground, filed.FiledOn, judged?.Outcome, judged?.Reason, judged?.DecidedOn)
            : null;
    }
}

/// <param name="Number">Within the case, from 1.</param>
/// <param name="Id">Of the deciding event.</param>
internal sealed record ShownDecision(int Number, string Id, CaseDecision Decision, DateOnly DecidedOn);
