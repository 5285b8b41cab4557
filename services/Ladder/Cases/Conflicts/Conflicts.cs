using Cultivation.Ladder.Firms;
using Cultivation.Ladder.People;
using Marten;

namespace Cultivation.Ladder.Cases;

/// <summary>Finds what keeps a person from a case, at the time of each act: what was declared, and what data say of person and firm.</summary>
internal static class Conflicts
{
    // What is recorded of the person, and the control that the person has over the firm itself.
    private const string Ties = $"""
        select data from {Database.Events}.mt_doc_persontie where tenant_id = ? and data ->> 'person' = ?
        union all
        select jsonb_build_object(
            'id', control ->> 'id', 'person', control ->> 'actualControllerRef', 'creditCode', control ->> 'childUscc', 'kind', 'equity',
            'from', control ->> 'validFrom', 'to', control ->> 'validTo')
        from {Database.Events}.mt_doc_firm, jsonb_array_elements(data -> 'controls') control
        where tenant_id = ? and id = ? and control ->> 'actualControllerRef' = ?
        """;

    /// <summary>The conflict that data show: a tie with the firm, or with one that controls it or is controlled by it.</summary>
    internal static ConflictKind? Of(Firm firm, IEnumerable<PersonTie> ties, DateOnly today)
    {
        var group = firm.Controls.Where(r => r.ValidOn(today)).SelectMany(r => new[] { r.ParentUscc, r.ChildUscc });
        var codes = group.Append(firm.CreditCode).Concat(firm.FormerCodes).ToHashSet(StringComparer.Ordinal);
        return ties.FirstOrDefault(tie => codes.Contains(tie.CreditCode) && tie.CountsOn(today))?.Kind;
    }

    /// <summary>Null where nothing keeps the person from the case.</summary>
    public static async Task<ConflictKind?> Find(IQuerySession session, Case @case, string person, DateOnly today, CancellationToken cancellation)
    {
        if (@case.Conflicts.FirstOrDefault(c => c.Person == person) is { } declared)
            return declared.Kind;
        var key = Firm.Key(@case.FirmId);
        var tenant = session.TenantId;
        var ties = await session.QueryAsync<PersonTie>(Ties, cancellation, tenant, person, tenant, key, person);
        return ties.Count > 0 && await session.LoadAsync<Firm>(key, cancellation) is { } firm ? Of(firm, ties, today) : null;
    }

    /// <summary>A conflict keeps the person from the case, or the person was taken off it.</summary>
    public static async Task<bool> Keep(IQuerySession session, Case @case, string person, DateOnly today, CancellationToken cancellation) =>
        @case.Recused.Contains(person) || await Find(session, @case, person, today, cancellation) is not null;

    /// <summary>The caller may act on the case.</summary>
    /// <exception cref="RuleBroken"><c>case.conflict</c>, <c>case.recused</c>.</exception>
    public static async Task Require(CommandContext context, Case @case, CancellationToken cancellation)
    {
        var person = context.Person.Subject;
        if (@case.Recused.Contains(person))
            throw new RuleBroken("case.recused", new ConflictFound(@case.Number, null));
        if (!context.Person.IsFirmOnly() && await Find(context.Session, @case, person, context.Today, cancellation) is { } kind)
            throw new RuleBroken("case.conflict", new ConflictFound(@case.Number, kind));
    }

    /// <summary>Those who are given something to do on the case are on file where they are named by the register, and may do it.</summary>
    /// <exception cref="RuleBroken"><c>person.unknown</c>, <c>person.erased</c>, <c>case.person-conflict</c>.</exception>
    public static async Task RequireNamed(CommandContext context, Case @case, IReadOnlyList<string> people, CancellationToken cancellation)
    {
        await PersonRef.Require(context.Session, people, cancellation);
        foreach (var personRef in people)
        {
            if (await Keep(context.Session, @case, personRef, context.Today, cancellation))
                throw new RuleBroken("case.person-conflict", new { @case.Number, personRef });
        }
    }
}

/// <summary>A person and a firm, as the case knows of it.</summary>
public sealed record CaseConflict(string Person, ConflictKind Kind);

/// <summary>What a refusal says of a conflict.</summary>
/// <param name="Kind">Null for who was taken off a panel.</param>
internal sealed record ConflictFound(string Number, ConflictKind? Kind) : RefusedIn(Number);
