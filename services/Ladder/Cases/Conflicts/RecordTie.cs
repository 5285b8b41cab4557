using Cultivation.Ladder.Firms;
using Cultivation.Ladder.People;
using Marten;

namespace Cultivation.Ladder.Cases;

/// <summary>Records what connects a person with a firm: the person's own word, or a supervisor's. Recorded again, it is replaced.</summary>
/// <param name="To">First day on which it is over; null while it lasts.</param>
public sealed record RecordTie(string CreditCode, ConflictKind Kind, DateOnly From, DateOnly? To = null)
{
    internal static PersonTie Decide(RecordTie command, string personRef, string by, bool supervises)
    {
        if (personRef != by)
            PersonRef.Check(personRef, nameof(personRef));
        if (personRef != by && !supervises)
            throw new RuleBroken("tie.of-others", new { personRef });
        if (Gb32100.Check(command.CreditCode) is null)
            throw new RuleBroken("firm.credit-code-malformed", new { command.CreditCode });
        if (command.To <= command.From)
            throw new RuleBroken("tie.days", new { command.From, command.To });
        return new(PersonTie.Key(personRef, command.CreditCode, command.Kind), personRef, command.CreditCode, command.Kind, command.From, command.To);
    }

    internal static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapPost("/people/{personRef}/ties", Handle).IsCommand(Roles.CaseWorker, Roles.Supervisor, Roles.Reviewer).Produces<PersonTie>();
        routes.MapGet("/people/{personRef}/ties", All).IsQuery(Roles.Supervisor, Roles.Auditor);
        routes.MapGet("/firms/{id}/ties", OfFirm).IsQuery(Roles.Supervisor, Roles.Auditor);
    }

    private static async Task<Reply> Handle(RecordTie command, string personRef, CommandContext context, CancellationToken cancellation)
    {
        var tie = Decide(command, personRef, context.Person.Subject, context.Person.Is(Roles.Supervisor));
        await PersonRef.Require(context.Session, [personRef], cancellation);
        context.Session.Store(tie);
        return Reply.Ok(tie);
    }

    private static Task<IReadOnlyList<PersonTie>> All(string personRef, QueryContext context, CancellationToken cancellation) =>
        PersonTie.Of(context.Session, personRef, cancellation);

    /// <summary>Of everybody with the firm, by its code of today or an earlier one; past ones too.</summary>
    private static async Task<IReadOnlyList<PersonTie>> OfFirm(string id, QueryContext context, CancellationToken cancellation)
    {
        var firm = await context.Session.LoadAsync<Firm>(Firm.Key(id), cancellation) ?? throw new RuleBroken("firm.unknown", new { id });
        return await PersonTie.With(context.Session, [firm.CreditCode, .. firm.FormerCodes], cancellation);
    }
}
