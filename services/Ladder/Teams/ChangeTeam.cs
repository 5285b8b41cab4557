using Cultivation.Ladder.Firms;

namespace Cultivation.Ladder.Teams;

/// <summary>Records who belongs to a team and where it works from a day on.</summary>
public sealed record ChangeTeam(string LeadPersonRef, string[] MemberRefs, string CarrierId, DateOnly ChangedOn, string Source)
{
    internal static object[] Decide(ChangeTeam command, Firm firm, DateOnly today)
    {
        var team = Team.Require(firm);
        Require.Text(command.CarrierId, nameof(CarrierId));
        Require.Text(command.Source, nameof(Source));
        TeamPeople.Check(command.LeadPersonRef, command.MemberRefs);
        if (command.ChangedOn > today)
            throw new RuleBroken("team.in-future", new { day = command.ChangedOn });
        var last = team.Members[^1];
        if (command.ChangedOn < last.From)
            throw new RuleBroken("team.before-last-change", new { command.ChangedOn, lastFrom = last.From });
        return (last.LeadPersonRef, last.CarrierId) == (command.LeadPersonRef, command.CarrierId) && last.MemberRefs.SequenceEqual(command.MemberRefs)
            ? []
            : [new TeamChanged(team.Id, command.LeadPersonRef, command.MemberRefs, command.CarrierId, command.ChangedOn, command.Source)];
    }

    internal static void Map(IEndpointRouteBuilder routes) =>
        routes.MapPost("/teams/{id}/changes", Handle).IsEdit(Roles.CaseWorker, Roles.Supervisor).Produces<FirmVersion>();

    private static async Task<Reply> Handle(ChangeTeam command, string id, CommandContext context, CancellationToken cancellation)
    {
        var stream = await Firm.Fetch(context, id, cancellation);
        var happened = Decide(command, stream.Aggregate!, context.Today);
        if (happened.Length > 0)
            await TeamPeople.Move(context.Session, id, stream.Aggregate!.Team!.Members[^1], command.MemberRefs.Prepend(command.LeadPersonRef), cancellation);
        return FirmVersion.Reply(stream, happened);
    }
}
