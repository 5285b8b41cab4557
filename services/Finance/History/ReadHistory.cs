using Cultivation.Finance.Consents;
using Cultivation.Finance.Eligibility;
using Cultivation.Finance.Loans;
using Cultivation.Finance.RiskPools;
using Cultivation.Finance.Subsidies;
using Cultivation.Finance.SupportLists;
using Cultivation.Hosting;

namespace Cultivation.Finance.History;

/// <summary>
/// What happened to a firm with banks and money: consents, eligibility and what banks were told, the support list, loans, subsidies and claims on risk pools.
/// What Finance learnt of the ladder is not repeated; nothing for a firm of which it has not heard.
/// </summary>
internal static class ReadHistory
{
    /// <summary>What each type of event is called on a page, by its stored name: the embedded titles.json.</summary>
    internal static readonly IReadOnlyDictionary<string, EventTitle> Titles = EventTitle.Read(typeof(ReadHistory).Assembly, "Cultivation.Finance.History.titles.json");

    private const string Events =
        """
        select e.seq_id, e.stream_id, e.version, e.type from events.mt_events e where e.tenant_id = ? and e.stream_id in (
            select ? union all select id from events.mt_doc_loan where tenant_id = ? and data ->> 'firmId' = ?
            union all select id from events.mt_doc_subsidy where tenant_id = ? and data ->> 'firmId' = ?)
        union all select e.seq_id, e.stream_id, e.version, e.type from events.mt_doc_riskpool p, jsonb_array_elements(p.data -> 'claims') c, events.mt_events e
        where p.tenant_id = ? and c ->> 'firmId' = ? and e.tenant_id = p.tenant_id and e.stream_id = p.id and e.data ->> 'claimId' = c ->> 'claimId'
        """;

    private static readonly HistoryReader Reader = new(Titles, DayOf);

    public static void Map(IEndpointRouteBuilder routes) => routes.MapGet("/firms/{id}/history", Handle)
        .IsQuery(Roles.CaseWorker, Roles.Supervisor, Roles.Policy, Roles.Operator, Roles.Auditor);

    /// <summary>Newest first; <c>next</c> is the <c>before</c> of the page that follows.</summary>
    private static Task<Hosting.History> Handle(string id, QueryContext context, CancellationToken cancellation, long? before = null, string? kind = null, int? limit = null) =>
        Reader.Read(
            context, Events, [context.Tenant, FirmAccount.Key(id), context.Tenant, id, context.Tenant, id, context.Tenant, id], before, kind, limit, cancellation);

    private static DateOnly? DayOf(object data) => data switch
    {
        ConsentGranted e => e.From,
        ConsentWithdrawn e => e.EffectiveOn,
        ConsentEndDisclosed e => e.EffectiveOn,
        EligibilityGranted e => e.EffectiveOn,
        EligibilityWithdrawn e => e.EffectiveOn,
        EligibilityCorrected e => e.EffectiveOn,
        EligibilityDisclosed e => e.EffectiveOn,
        SupportListed e => e.From,
        SupportDelisted e => e.On,
        LoanReported e => e.StartOn,
        LoanRepaid e => e.PaidOn,
        LoanDefaulted e => e.DefaultedOn,
        LoanReportCorrected e => e.CorrectedOn,
        LoanBasisCorrected e => e.WrongFrom,
        LoanBasisReviewed e => e.ReviewedOn,
        SubsidyNoticeReceived e => e.ReceivedOn,
        SubsidyConfirmed e => e.ConfirmedOn,
        SubsidyGivenUp e => e.On,
        SubsidyApproved e => e.ApprovedOn,
        SubsidyPaid e => e.PaidOn,
        SubsidyRecovered e => e.DecidedOn,
        SubsidyRecoveryWaived e => e.DecidedOn,
        SubsidyCancelled e => e.DecidedOn,
        CompensationClaimed e => e.ClaimedOn,
        CompensationApproved e => e.ApprovedOn,
        CompensationRefused e => e.RefusedOn,
        CompensationPaid e => e.PaidOn,
        CompensationReturned e => e.ReceivedOn,
        CompensationDemanded e => e.DecidedOn,
        CompensationRecoveryWaived e => e.DecidedOn,
        CompensationCancelled e => e.DecidedOn,
        CompensationRepaid e => e.ReceivedOn,
        _ => null,
    };
}
