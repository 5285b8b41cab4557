using JasperFx.Events.Daemon;
using JasperFx.Events.Projections;
using Marten;
using Marten.Subscriptions;

namespace Cultivation.Ladder.Cases;

/// <summary>
/// Keeps a row per case for the worklist. The row is written from the state, which is saved with its events, so that it is right in whatever order. What the SQL makes
/// of a state is told again for the worklist of a past day: <see cref="Waits"/>, <see cref="DueOn"/>, <see cref="VerifyByOn"/>.
/// </summary>
internal sealed class CaseTable : SubscriptionBase
{
    /// <summary>All that the stream of a case may hold.</summary>
    public static readonly Type[] Events =
    [
        typeof(CaseSubmitted), typeof(CaseAssigned), typeof(CaseAccepted), typeof(CaseAcceptedWithGaps), typeof(CommitmentSigned),
        typeof(CommitmentVerified), typeof(SupplementRequested), typeof(SupplementReceived), typeof(SlaClockChanged), typeof(DeadlineMoved),
        typeof(EligibilityEvaluated), typeof(DecisionProposed), typeof(ProposalReturned), typeof(ActRefused), typeof(CaseDecided), typeof(CaseWithdrawn), typeof(CaseReturned), typeof(CaseLapsed), typeof(CaseReopened),
        typeof(AppealFiled), typeof(AppealDecided), typeof(ConflictDeclared), typeof(ReviewOpened), typeof(ReviewerAssigned), typeof(ReviewerRecused),
        typeof(ReviewScored), typeof(ReviewClosed), typeof(SiteInspected), typeof(CasePutOnNotice), typeof(DecisionTookEffect), typeof(DecisionOverturned), typeof(AuthorityAnswered),
    ];

    private const string Write = $"""
        with c as (
            select tenant_id, data, data ->> 'state' as state, (data #>> array['commitment', 'verifyByOn'])::date as verify,
                case data ->> 'state' when 'submitted' then data #>> array['check', 'dueOn'] when 'accepted' then data #>> array['clock', 'dueOn'] end::date as due,
                data ->> 'state' in ('submitted', 'accepted') as waits, data #>> array['commitment', 'outcome'] is null as unverified,
                coalesce(data #>> array['appeal', 'filedOn'] is not null and data #>> array['appeal', 'outcome'] is null, false) as appealed
            from {Database.Events}.mt_doc_case where tenant_id = ? and id = ?)
        insert into {Database.Lists}.case_list
        select tenant_id, data ->> 'number', data ->> 'firmId', data ->> 'creditCode', data ->> 'programmeId', data ->> 'stageId', state,
            data ->> 'channel', (data ->> 'submittedOn')::timestamptz, data ->> 'assignee', due, data #>> array['clock', 'stoppedFor'],
            (data ->> 'lapsesOn')::date, case when unverified then verify end, waits or appealed or (unverified and verify is not null),
            least(case when data #>> array['clock', 'stoppedFor'] is null then due end, case when unverified then verify end, 'infinity'), data #>> array['proposal', 'by']
        from c
        on conflict (tenant_id, number) do update set
            state = excluded.state, assignee = excluded.assignee, due_on = excluded.due_on, stopped_for = excluded.stopped_for,
            supplement_due_on = excluded.supplement_due_on, verify_by_on = excluded.verify_by_on, open = excluded.open, next_on = excluded.next_on,
            proposed_by = excluded.proposed_by
        """;

    public CaseTable()
    {
        Name = "CaseTable";
        foreach (var type in Events)
            IncludeType(type);
    }

    /// <summary>Something is to be done.</summary>
    public static bool Waits(Case c) => c.State is CaseState.Submitted or CaseState.Accepted || c.Appeal is { Outcome: null } || VerifyByOn(c) is not null;

    /// <summary>Last day of what the commission must do next; null for none, and while the calendar is not published.</summary>
    public static DateOnly? DueOn(Case c) => c.State switch
    {
        CaseState.Submitted => c.Check?.DueOn,
        CaseState.Accepted => c.Clock?.DueOn,
        _ => null,
    };

    /// <summary>Last day to check a promise.</summary>
    public static DateOnly? VerifyByOn(Case c) => c.Commitment is { Outcome: null } promised ? promised.VerifyByOn : null;

    public override Task<IChangeListener> ProcessEventsAsync(
        EventRange page, ISubscriptionController controller, IDocumentOperations operations, CancellationToken cancellationToken)
    {
        foreach (var (tenant, key) in page.Events.Select(e => (e.TenantId, e.StreamKey!)).Distinct())
            operations.QueueSqlCommand(Write, tenant, key);
        return Task.FromResult(NullChangeListener.Instance);
    }
}
