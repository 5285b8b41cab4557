using JasperFx.Events;
using Marten;

namespace Cultivation.Ladder.Recognitions;

/// <summary>Keeps a row per follow-up, known as open from its draft until a person decided on it.</summary>
internal sealed class FollowUpTable : KnownTable
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

    protected override void Write(IEvent happened, KnownAt known, IDocumentOperations operations)
    {
        if (happened.Data is FollowUpDrafted e)
        {
            operations.QueueSqlCommand(
                Draft, happened.TenantId, e.FollowUpId, e.FirmId, e.RecognitionId, e.Kind.Word(), e.Ref, e.On, e.Criteria, known.On, known.Place);
        }
        else
        {
            operations.QueueSqlCommand(
                Decide, known.On, known.Place, happened.TenantId, happened.Data is FollowUpConfirmed confirmed ? confirmed.FollowUpId : ((FollowUpDismissed)happened.Data).FollowUpId);
        }
    }
}
