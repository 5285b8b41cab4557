using Cultivation.Ladder.Firms;
using Marten;

namespace Cultivation.Ladder.Teams;

/// <summary>
/// A team's company is registered: from that day the stream is a firm's, and keeps all that the team did. The stage of teams ends where the
/// programme says so and the line may decide (嘉定 jd.team.leave.companyFounded).
/// </summary>
internal static class FoundFirm
{
    public const string Trigger = "companyFounded";

    public static List<object> Decide(RegisterFirm command, Firm firm, Rungs rungs, DateOnly today)
    {
        var team = Team.Require(firm);
        var registered = RegisterFirm.Decide(command, today) with { FromTeamId = team.Id };
        var founded = firm.Fold((object)registered);
        return [registered, .. LeaveLines.Decide(founded, rungs, Trigger, team.Id, registered.EstablishedOn, today)];
    }

    public static void Map(IEndpointRouteBuilder routes) =>
        routes.MapPost("/teams/{id}/firm", Handle).IsEdit(Roles.CaseWorker, Roles.Supervisor).Produces<FirmVersion>();

    private static async Task<Reply> Handle(RegisterFirm command, string id, CommandContext context, Shelf shelf, CancellationToken cancellation)
    {
        var stream = await Firm.Fetch(context, id, cancellation);
        var happened = Decide(command, stream.Aggregate!, (await shelf.Look(context.Tenant, cancellation)).Rungs, context.KnownDay());
        if (await context.Session.LoadAsync<CreditCode>(command.CreditCode, cancellation) is { } taken)
            throw new RuleBroken("firm.code-taken", new { taken.FirmId });
        context.Session.Insert(new CreditCode(command.CreditCode, id));
        TeamPeople.Free(context.Session, stream.Aggregate!.Team!.Members[^1]);
        return FirmVersion.Reply(stream, happened);
    }
}
