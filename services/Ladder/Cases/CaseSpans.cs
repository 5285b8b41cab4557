using JasperFx.Events;
using Marten;

namespace Cultivation.Ladder.Cases;

/// <summary>Keeps a row for each time in which a case was in a state, from when that was known until it no longer was.</summary>
internal sealed class CaseSpans : KnownTable
{
    private const string Columns = "(tenant_id, number, firm_id, programme_id, stage_id, state, known_from, known_at)";

    // Reopened without a decision, it goes on where it stood: a case that was once accepted stays so.
    private const string Next = $"""
        with closed as (
            update {Database.Lists}.case_spans {KnownAt.EndsRow} where tenant_id = ? and number = ? and known_to is null returning case_spans.*)
        insert into {Database.Lists}.case_spans {Columns}
        select c.tenant_id, c.number, c.firm_id, c.programme_id, c.stage_id,
            case when ? <> 'reopened' then ? when exists (
                select from {Database.Lists}.case_spans b where b.tenant_id = c.tenant_id and b.number = c.number and b.state = 'accepted') then 'accepted'
            else 'submitted' end, c.known_to, c.known_until
        from closed c
        """;

    public CaseSpans()
    {
        Name = "CaseSpans";
        IncludeType<CaseSubmitted>();
        IncludeType<CaseAccepted>();
        IncludeType<CaseDecided>();
        IncludeType<DecisionOverturned>();
        IncludeType<CaseWithdrawn>();
        IncludeType<CaseReturned>();
        IncludeType<CaseLapsed>();
        IncludeType<CaseReopened>();
        IncludeType<AppealDecided>();
    }

    protected override void Write(IEvent happened, KnownAt known, IDocumentOperations operations)
    {
        if (happened.Data is CaseSubmitted e)
        {
            operations.QueueSqlCommand(
                $"insert into {Database.Lists}.case_spans {Columns} values (?, ?, ?, ?, ?, 'submitted', ?, nullif(?, 0))",
                happened.TenantId, e.CaseId, e.FirmId, e.ProgrammeId, e.MatterCode, known.On, known.Place);
        }
        else if (After(happened.Data) is { } state)
        {
            operations.QueueSqlCommand(Next, known.On, known.Place, happened.TenantId, happened.StreamKey!["case:".Length..], state, state);
        }
    }

    private static string? After(object happened) => happened switch
    {
        CaseAccepted or DecisionOverturned or AppealDecided { Outcome: AppealOutcome.Reopened } => CaseState.Accepted.Word(),
        CaseDecided => CaseState.Decided.Word(),
        CaseWithdrawn => CaseState.Withdrawn.Word(),
        CaseReturned => CaseState.Returned.Word(),
        CaseLapsed => CaseState.Lapsed.Word(),
        CaseReopened => "reopened",
        _ => null,
    };
}
