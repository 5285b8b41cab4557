using Cultivation.Ladder.Adverse;
using Cultivation.Ladder.Days;
using Cultivation.Ladder.Firms;
using Cultivation.Ladder.IntellectualProperty;
using Cultivation.Ladder.Moves;
using Cultivation.Ladder.Recognitions;
using Cultivation.Ladder.Restructurings;
using JasperFx.Events;
using JasperFx.Events.Daemon;
using JasperFx.Events.Projections;
using Marten;
using Marten.Subscriptions;

namespace Cultivation.Ladder.Discovery;

/// <summary>Notes from the log whose distance to a stage may have changed, and where each lead stands.</summary>
internal sealed class DiscoveryTables : SubscriptionBase
{
    /// <summary>What changes the distance of one firm.</summary>
    private static readonly Type[] OfFirms =
    [
        typeof(EnterpriseRegistered), typeof(AnnualFactSubmitted), typeof(AnnualFactCorrected), typeof(RecognitionGranted), typeof(RecognitionExpired),
        typeof(RecognitionRevoked), typeof(RecognitionRestored), typeof(RecognitionAnnulled), typeof(StageEntered), typeof(StageLeft),
        typeof(AnnualFactAnnulled), typeof(RegistrationAnnulled), typeof(IntellectualPropertyRecorded), typeof(IntellectualPropertyChanged),
        typeof(IntellectualPropertyUsed), typeof(AdverseRecordListed), typeof(AdverseRecordRemoved), typeof(RegistrationMoved),
        typeof(DistrictCustodyTransferred), typeof(EnterpriseDeregistered), typeof(RestructuringAllocated),
    ];

    /// <summary>What changes the distance of every firm that the rules or the days are for.</summary>
    private static readonly Type[] OfAll = [typeof(ProgrammeVersionPublished), typeof(CriterionAssumptionConfirmed), typeof(DayClosed)];

    private readonly double quiet;

    public DiscoveryTables(IConfiguration configuration)
    {
        quiet = configuration.GetValue("Discovery:QuietSeconds", 5.0);
        Name = "Discovery";
        foreach (var type in OfFirms.Concat(OfAll).Concat(Discovery.Lead.Events))
            IncludeType(type);
    }

    public override Task<IChangeListener> ProcessEventsAsync(
        EventRange page, ISubscriptionController controller, IDocumentOperations operations, CancellationToken cancellationToken)
    {
        foreach (var firms in page.Events.Where(e => OfFirms.Contains(e.EventType)).GroupBy(e => e.TenantId, e => Firm.IdOf(e.StreamKey!)))
            Due(operations, "select ?, unnest(?)", firms.Key, firms.Distinct().Order(StringComparer.Ordinal).ToArray());
        foreach (var tenant in page.Events.Where(ForAll).Select(e => e.TenantId).Distinct())
            Due(operations, $"select tenant_id, firm_id from {Database.Lists}.firm_list where tenant_id like ? order by 1, 2", Subjects(tenant));
        foreach (var happened in page.Events)
            Lead(happened, operations);
        return Task.FromResult(NullChangeListener.Instance);
    }

    // History that is loaded closes many days; only the end of yesterday moves the day that distances are computed for.
    private static bool ForAll(IEvent e) =>
        e.Data is DayClosed closed ? closed.Day >= Clock.Day(e.Timestamp).AddDays(-1) : OfAll.Contains(e.EventType);

    /// <summary>The districts that a tenant's rules are for: itself, its province, or all.</summary>
    private static string Subjects(string tenant) => tenant == "000000" ? "%" : tenant.EndsWith("0000", StringComparison.Ordinal) ? $"{tenant[..2]}%" : tenant;

    /// <summary>A firm that changes on and on is not put off for more than a minute.</summary>
    private void Due(IDocumentOperations operations, string firms, params object[] values) => operations.QueueSqlCommand(
        $"""
        insert into {Database.Lists}.standing_due as due (tenant_id, firm_id, ready)
        select f.tenant_id, f.firm_id, now() + make_interval(secs => ?) from ({firms}) as f (tenant_id, firm_id)
        on conflict (tenant_id, firm_id) do update set failure = null, ready = least(excluded.ready, due.since + interval '1 minute')
        """,
        [quiet, .. values]);

    private static void Lead(IEvent happened, IDocumentOperations operations)
    {
        switch (happened.Data)
        {
            case LeadDiscovered e:
                operations.QueueSqlCommand(
                    $"insert into {Database.Lists}.leads values (?, ?, ?, ?, 'discovered', ?)", happened.TenantId, e.LeadId, e.FirmId, e.StageId, happened.Timestamp);
                break;
            case LeadTaken e:
                Move(operations, happened, e.LeadId, LeadQueue.Serving);
                break;
            case LeadHandedOver e:
                Move(operations, happened, e.LeadId, LeadQueue.Recommended);
                break;
            case LeadDismissed e:
                Move(operations, happened, e.LeadId, LeadQueue.Dismissed);
                break;
            case LeadReopened e:
                Move(operations, happened, e.LeadId, LeadQueue.Discovered);
                break;
        }
    }

    private static void Move(IDocumentOperations operations, IEvent happened, string leadId, LeadQueue to) => operations.QueueSqlCommand(
        $"update {Database.Lists}.leads set queue = ?, since = ? where tenant_id = ? and lead_id = ?", to.Word(), happened.Timestamp, happened.TenantId, leadId);
}
