using Marten;

namespace Cultivation.Ladder.Cases;

/// <summary>
/// What connects a person with a firm. It is personal data and therefore a document, which can be erased, and no event.
/// </summary>
/// <param name="Person">By reference, never a name.</param>
/// <param name="CreditCode">The firm's code.</param>
/// <param name="To">First day on which it is over; null while it lasts.</param>
public sealed record PersonTie(string Id, string Person, string CreditCode, ConflictKind Kind, DateOnly From, DateOnly? To = null)
{
    /// <summary>Years for which a former employer's firm stays closed to a person.</summary>
    private const int YearsAfterEmployment = 5;

    internal static string Key(string person, string creditCode, ConflictKind kind) => $"{person}/{creditCode}/{kind.Word()}";

    /// <summary>All of a person, past ones too.</summary>
    internal static Task<IReadOnlyList<PersonTie>> Of(IQuerySession session, string person, CancellationToken cancellation) => session.QueryAsync<PersonTie>(
        "where tenant_id = ? and data ->> 'person' = ? order by id", cancellation, session.TenantId, person);

    /// <summary>All with a firm, by its codes, past ones too.</summary>
    internal static Task<IReadOnlyList<PersonTie>> With(IQuerySession session, string[] creditCodes, CancellationToken cancellation) => session.QueryAsync<PersonTie>(
        "where tenant_id = ? and data ->> 'creditCode' = any(?) order by id", cancellation, session.TenantId, creditCodes);

    internal bool CountsOn(DateOnly day) =>
        From <= day && (To is not { } to || day < (Kind == ConflictKind.Employment5y ? to.AddYears(YearsAfterEmployment) : to));
}
