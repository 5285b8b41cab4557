using JasperFx.Events;
using JasperFx.Events.Daemon;
using JasperFx.Events.Projections;
using Marten;
using Marten.Subscriptions;

namespace Cultivation.Ladder.Recognitions;

/// <summary>Keeps a row per follow-up, known as open from its draft until a person decided on it.</summary>
internal sealed class FollowUpTable : SubscriptionBase
{
    private const string Draft = $"""
        insert into {Database.Lists}.follow_ups (tenant_id, follow_up_id, firm_id, recognition_id, kind, ref, happened_on, criteria, known_from, known_at)
        values (?, ?, ?, ?, ?, ?, ?, ?, ?, nullif(?, 0)) on conflict do nothing
        """;

    private const string Decide = $"update {Database.Lists}.follow_ups {KnownAt.EndsRow} where tenant_id = ? and follow_up_id = ? and known_to is null";

    public FollowUpTable()
    {
        Name = "FollowUpTable";
        IncludeType<FollowUpDrafted>();
        IncludeType<FollowUpConfirmed>();
        IncludeType<FollowUpDismissed>();
    }

    public override Task<IChangeListener> ProcessEventsAsync(
        EventRange page, ISubscriptionController controller, IDocumentOperations operations, CancellationToken cancellationToken)
    {
        foreach (var happened in page.Events)
        {
            var known = KnownAt.Of(happened);
            var (on, at) = (known.On, known.Position ?? 0);
            if (happened.Data is FollowUpDrafted e)
            {
                operations.QueueSqlCommand(
                    Draft, happened.TenantId, e.FollowUpId, e.FirmId, e.RecognitionId, e.Kind.Word(), e.Ref, e.On, e.Criteria, on, at);
            }
            else
            {
                operations.QueueSqlCommand(
                    Decide, on, at, happened.TenantId, happened.Data is FollowUpConfirmed confirmed ? confirmed.FollowUpId : ((FollowUpDismissed)happened.Data).FollowUpId);
            }
        }
        return Task.FromResult(NullChangeListener.Instance);
    }
}
