using Cultivation.Ladder.Firms;

namespace Cultivation.Ladder.Teams;

/// <summary>
/// Lengthens a team's term on its stage, as often as the programme allows (嘉定 jd.team.renewal: once, 12 months). Nothing is lengthened by a
/// figure that waits for its confirmation.
/// </summary>
public sealed record RenewTeam(string CarrierReportRef, DateOnly RenewedOn)
{
    internal static object[] Decide(RenewTeam command, Firm firm, Rungs rungs, DateOnly today)
    {
        var team = Team.Require(firm);
        Require.Text(command.CarrierReportRef, nameof(CarrierReportRef));
        if (command.RenewedOn > today)
            throw new RuleBroken("team.in-future", new { day = command.RenewedOn });
        if (TeamTerm.Of(firm, command.RenewedOn, rungs) is not { } term)
            throw new RuleBroken("team.no-term");
        if (team.Renewals.LastOrDefault(r => r.StageId == term.StageId)?.CarrierReportRef == command.CarrierReportRef)
            return [];
        if (term.ToConfirm.Length > 0)
            throw new RuleBroken("criterion.not-confirmed", new { ids = term.ToConfirm });
        if (term.Renewals >= term.RenewalsAllowed)
            throw new RuleBroken("team.renewed-already", new { times = term.Renewals });
        if (command.RenewedOn > term.EndsOn)
            throw new RuleBroken("team.term-over", new { endsOn = term.EndsOn });
        return [new TeamTermRenewed(
            team.Id, term.StageId, term.Renewals + 1, term.EndsOn.AddMonths(term.Months), command.CarrierReportRef, command.RenewedOn, term.Rule)];
    }

    internal static void Map(IEndpointRouteBuilder routes) =>
        routes.MapPost("/teams/{id}/renewals", Handle).IsEdit(Roles.CaseWorker, Roles.Supervisor).Produces<FirmVersion>();

    private static async Task<Reply> Handle(RenewTeam command, string id, CommandContext context, Shelf shelf, CancellationToken cancellation)
    {
        var stream = await Firm.Fetch(context, id, cancellation);
        return FirmVersion.Reply(stream, Decide(command, stream.Aggregate!, (await shelf.Look(context.Tenant, cancellation)).Rungs, context.Today));
    }
}
