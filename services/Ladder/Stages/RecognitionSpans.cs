using Cultivation.Ladder.Recognitions;
using Marten;

namespace Cultivation.Ladder.Stages;

/// <summary>What events make of <c>recognition_spans</c>: a title has a row for each time in which it is held, as known from a day to another.</summary>
internal static class RecognitionSpans
{
    public static void Write(object happened, string tenant, string firm, DateOnly known, IDocumentOperations operations)
    {
        switch (happened)
        {
            case RecognitionGranted e:
                operations.QueueSqlCommand(
                    $"insert into {Database.Lists}.recognition_spans values (?, ?, ?, ?, ?, nullif(?, 'infinity'::date), ?, null)",
                    tenant, firm, e.RecognitionId, e.CredentialType, e.ValidFrom, e.ValidTo?.AddDays(1) ?? DateOnly.MaxValue, known);
                break;
            case RecognitionRevoked e:
                operations.QueueSqlCommand(
                    $"""
                    with closed as (
                        update {Database.Lists}.recognition_spans set known_to = greatest(known_from, ?)
                        where tenant_id = ? and firm_id = ? and recognition_id = ? and known_to is null and (valid_to is null or valid_to > ?) returning *)
                    insert into {Database.Lists}.recognition_spans
                    select tenant_id, firm_id, recognition_id, credential_type, valid_from, ?, known_to, null from closed where valid_from <= ?
                    """,
                    known, tenant, firm, e.RecognitionId, e.EffectiveFrom, e.EffectiveFrom, e.EffectiveFrom);
                break;
            case RecognitionRestored e:
                // The time that ended on this day goes on; where days stay lost, another time begins.
                operations.QueueSqlCommand(
                    $"""
                    with closed as (
                        update {Database.Lists}.recognition_spans set known_to = greatest(known_from, ?)
                        where tenant_id = ? and firm_id = ? and recognition_id = ? and known_to is null and valid_to = ? returning valid_from, known_to)
                    insert into {Database.Lists}.recognition_spans
                    select ?, ?, ?, ?, coalesce(closed.valid_from, ?), nullif(?, 'infinity'::date), coalesce(closed.known_to, ?), null
                    from (select 1) as one left join closed on true
                    """,
                    known, tenant, firm, e.RecognitionId, e.EffectiveFrom, tenant, firm, e.RecognitionId, e.CredentialType, e.EffectiveFrom,
                    e.ValidTo?.AddDays(1) ?? DateOnly.MaxValue, known);
                break;
            case RecognitionAnnulled e:
                operations.QueueSqlCommand(
                    $"""
                    update {Database.Lists}.recognition_spans set known_to = greatest(known_from, ?)
                    where tenant_id = ? and firm_id = ? and recognition_id = ? and known_to is null
                    """,
                    known, tenant, firm, e.RecognitionId);
                break;
        }
    }
}
