using Cultivation.Ladder.Firms;
using Cultivation.Ladder.People;
using JasperFx.Events;
using Marten;

namespace Cultivation.Ladder.Groups;

/// <summary>
/// Records who controls a firm. Conditions stay those of one legal person; the relation shows whose titles can block it, and under which
/// controller caps are summed.
/// </summary>
/// <param name="RelationId">Of a relation that is recorded already, to give it an end; null for a new one.</param>
public sealed record RecordControl(
    DateOnly ValidFrom, string Source, string? ParentCreditCode = null, string? ActualControllerRef = null, decimal? SharePct = null, DateOnly? ValidTo = null,
    string? RelationId = null)
{
    internal static object[] Decide(RecordControl command, Firm child, string newId, DateOnly today)
    {
        Require.Text(command.Source, nameof(Source));
        child.RequireFirm();
        if (command.ParentCreditCode is null && command.ActualControllerRef is null)
            throw new RuleBroken("control.nobody");
        if (command.ActualControllerRef is { } person)
            PersonRef.Check(person, nameof(ActualControllerRef));
        if (command.ParentCreditCode is { } code && Gb32100.Check(code) is null)
            throw new RuleBroken("firm.credit-code-malformed", new { creditCode = code });
        if (command.ParentCreditCode == child.CreditCode)
            throw new RuleBroken("control.itself");
        if (command.SharePct is <= 0 or > 100)
            throw new RuleBroken("control.share", new { command.SharePct });
        if (command.ValidFrom > today || command.ValidTo <= command.ValidFrom)
            throw new RuleBroken("control.days", new { command.ValidFrom, command.ValidTo });
        if (command.RelationId is { } id && child.Controls.All(r => r.Id != id || r.ChildUscc != child.CreditCode))
            throw new RuleBroken("control.unknown", new { relationId = id });
        var recorded = new ControlRelationRecorded(
            command.RelationId ?? newId, command.ParentCreditCode, child.CreditCode, command.SharePct, command.ActualControllerRef, command.ValidFrom,
            command.ValidTo, command.Source);
        var same = ControlRelation.Of(recorded);
        return child.Controls.Any(r => r with { Id = same.Id } == same && (command.RelationId is null || r.Id == command.RelationId)) ? [] : [recorded];
    }

    internal static void Map(IEndpointRouteBuilder routes) =>
        routes.MapPost("/firms/{id}/controls", Handle).IsCommand(Roles.CaseWorker, Roles.Supervisor).Produces<FirmVersion>();

    private static async Task<Reply> Handle(RecordControl command, string id, CommandContext context, CancellationToken cancellation)
    {
        var stream = await Firm.Fetch(context, id, cancellation);
        var happened = Decide(command, stream.Aggregate!, context.NewId(), context.Today);
        await PersonRef.Require(context.Session, command.ActualControllerRef is { } person ? [person] : [], cancellation);
        // The controlling firm's page answers the same question.
        if (happened.Length > 0 && command.ParentCreditCode is { } code && await context.Session.LoadAsync<CreditCode>(code, cancellation) is { } parent)
            (await context.Session.Events.FetchForWriting<Firm>(Firm.Key(parent.FirmId), cancellation)).AppendMany(happened);
        return FirmVersion.Reply(stream, happened);
    }
}
