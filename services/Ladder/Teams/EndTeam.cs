using Cultivation.Ladder.Firms;

namespace Cultivation.Ladder.Teams;

/// <summary>Records that a team broke up or left its carrier. Where nobody is left, no stage can be held: its stages end on that day.</summary>
public sealed record EndTeam(DateOnly EndedOn, TeamEnd Reason)
{
    internal static List<object> Decide(EndTeam command, Firm firm, DateOnly today)
    {
        if (firm.Team is { EndedOn: { } earlier } && earlier == command.EndedOn)
            return [];
        var team = Team.Require(firm);
        if (command.EndedOn > today)
            throw new RuleBroken("team.in-future", new { day = command.EndedOn });
        if (command.EndedOn < team.RegisteredOn)
            throw new RuleBroken("team.ended-before-registered", new { command.EndedOn, team.RegisteredOn });
        return [new TeamEnded(team.Id, command.EndedOn, command.Reason), .. HolderGone.Decide(firm, Gone.TeamEnded, team.Id, command.EndedOn, today)];
    }

    internal static void Map(IEndpointRouteBuilder routes) =>
        routes.MapPost("/teams/{id}/endings", Handle).IsEdit(Roles.CaseWorker, Roles.Supervisor).Produces<FirmVersion>();

    private static async Task<Reply> Handle(EndTeam command, string id, CommandContext context, CancellationToken cancellation)
    {
        var stream = await Firm.Fetch(context, id, cancellation);
        var happened = Decide(command, stream.Aggregate!, context.KnownDay());
        if (happened.Count > 0)
            TeamPeople.Free(context.Session, stream.Aggregate!.Team!.Members[^1]);
        return FirmVersion.Reply(stream, happened);
    }
}
