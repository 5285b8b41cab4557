using Cultivation.Ladder.Recognitions;
using Marten;

namespace Cultivation.Ladder.Stages;

/// <summary>What events make of <c>recognition_spans</c>: a title has a row for each time in which it is held, as known from a day to another.</summary>
internal static class RecognitionSpans
{
    private const string Columns = "(tenant_id, firm_id, recognition_id, credential_type, valid_from, valid_to, known_from, known_at)";

    private const string Close = $"""
        update {Database.Lists}.recognition_spans {KnownAt.EndsRow} where tenant_id = ? and firm_id = ? and recognition_id = ? and known_to is null
        """;

    public static void Write(object happened, string tenant, string firm, KnownAt known, IDocumentOperations operations)
    {
        var (on, at) = (known.On, known.Place);
        switch (happened)
        {
            case RecognitionGranted e:
                operations.QueueSqlCommand(
                    $"insert into {Database.Lists}.recognition_spans {Columns} values (?, ?, ?, ?, ?, nullif(?, 'infinity'::date), ?, nullif(?, 0))",
                    tenant, firm, e.RecognitionId, e.CredentialType, e.ValidFrom, e.ValidTo?.AddDays(1) ?? DateOnly.MaxValue, on, at);
                break;
            case RecognitionRevoked e:
                operations.QueueSqlCommand(
                    $"""
                    with closed as ({Close} and (valid_to is null or valid_to > ?) returning recognition_spans.*)
                    insert into {Database.Lists}.recognition_spans {Columns}
                    select tenant_id, firm_id, recognition_id, credential_type, valid_from, ?, known_to, known_until from closed where valid_from <= ?
                    """,
                    on, at, tenant, firm, e.RecognitionId, e.EffectiveFrom, e.EffectiveFrom, e.EffectiveFrom);
                break;
            case RecognitionRestored e:
                // The time that ended on this day goes on; where days stay lost, another time begins.
                operations.QueueSqlCommand(
                    $"""
                    with closed as ({Close} and valid_to = ? returning valid_from, known_to, known_until)
                    insert into {Database.Lists}.recognition_spans {Columns}
                    select ?, ?, ?, ?, coalesce(closed.valid_from, ?), nullif(?, 'infinity'::date), coalesce(closed.known_to, ?),
                        case when closed.known_to is null then nullif(?::bigint, 0) else closed.known_until end
                    from (select 1) as one left join closed on true
                    """,
                    on, at, tenant, firm, e.RecognitionId, e.EffectiveFrom, tenant, firm, e.RecognitionId, e.CredentialType, e.EffectiveFrom,
                    e.ValidTo?.AddDays(1) ?? DateOnly.MaxValue, on, at);
                break;
            case RecognitionAnnulled e:
                operations.QueueSqlCommand(Close, on, at, tenant, firm, e.RecognitionId);
                break;
        }
    }
}
