using Cultivation.Ladder.Firms;

namespace Cultivation.Ladder.Agreements;

/// <summary>
/// Records how the authority's evaluation at the end of an agreement came out. Who failed or skipped it leaves the stage on that day, where the
/// programme's line <c>evaluationFailed</c> may decide; the title itself stays the authority's.
/// </summary>
/// <param name="Reference">The authority's paper.</param>
public sealed record ConcludeAgreement(AgreementOutcome Outcome, DateOnly ConcludedOn, string Reference)
{
    internal static List<object> Decide(ConcludeAgreement command, string projectId, Firm firm, Rungs rungs, DateOnly known)
    {
        Require.Text(command.Reference, nameof(Reference));
        var agreement = firm.Agreements.SingleOrDefault(a => a.ProjectId == projectId) ?? throw new RuleBroken("agreement.unknown", new { projectId });
        if (agreement.Outcome is { } outcome)
        {
            return (outcome, agreement.ConcludedOn) == (command.Outcome, command.ConcludedOn)
                ? [] : throw new RuleBroken("agreement.concluded", new { projectId, outcome, on = agreement.ConcludedOn });
        }
        if (command.ConcludedOn > known)
            throw new RuleBroken("agreement.in-future", new { day = command.ConcludedOn });
        if (command.ConcludedOn < agreement.TermFrom)
            throw new RuleBroken("agreement.before-term", new { command.ConcludedOn, agreement.TermFrom });
        if (command.Outcome == AgreementOutcome.NotSubmitted && command.ConcludedOn <= agreement.TermTo)
            throw new RuleBroken("agreement.term-runs", new { agreement.TermTo });
        var concluded = new AgreementConcluded(firm.CreditCode, projectId, command.Outcome, command.ConcludedOn, command.Reference);
        return [concluded, .. StageChanges.Of(firm.Fold(concluded), rungs, known)];
    }

    internal static void Map(IEndpointRouteBuilder routes) =>
        routes.MapPost("/firms/{id}/agreements/{projectId}/conclusion", Handle).IsEdit(Roles.Supervisor).Produces<FirmVersion>();

    private static async Task<Reply> Handle(
        ConcludeAgreement command, string id, string projectId, CommandContext context, Shelf shelf, CancellationToken cancellation)
    {
        var stream = await Firm.Fetch(context, id, cancellation);
        var rungs = (await shelf.Look(context.Tenant, cancellation)).Rungs;
        return FirmVersion.Reply(stream, Decide(command, projectId, stream.Aggregate!, rungs, context.KnownDay()));
    }
}
