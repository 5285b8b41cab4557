using Cultivation.Ladder.Firms;

namespace Cultivation.Ladder.Teams;

/// <summary>Puts a team on the district's register, in the stream in which it may become a firm.</summary>
/// <param name="LeadPersonRef">Reference of a person, never a name.</param>
/// <param name="MemberRefs">References of the other core members.</param>
/// <param name="Source">Where it comes from, such as the carrier's report.</param>
public sealed record RegisterTeam(
    string ProjectTitle, string LeadPersonRef, string[] MemberRefs, string CarrierId, DateOnly RegisteredOn, string Source, string? HiTechField = null)
{
    internal static TeamRegistered Decide(RegisterTeam command, string id, DateOnly today)
    {
        Require.Text(command.ProjectTitle, nameof(ProjectTitle));
        Require.Text(command.CarrierId, nameof(CarrierId));
        Require.Text(command.Source, nameof(Source));
        TeamPeople.Check(command.LeadPersonRef, command.MemberRefs);
        if (command.RegisteredOn > today)
            throw new RuleBroken("team.in-future", new { day = command.RegisteredOn });
        return new(
            id, command.ProjectTitle.Trim(), command.LeadPersonRef, command.MemberRefs, command.CarrierId, command.HiTechField, command.RegisteredOn,
            command.Source);
    }

    internal static void Map(IEndpointRouteBuilder routes) =>
        routes.MapPost("/teams", Handle).IsCommand(Roles.CaseWorker, Roles.Supervisor).Produces<TeamNumbered>(StatusCodes.Status201Created);

    private static async Task<Reply> Handle(RegisterTeam command, CommandContext context, CancellationToken cancellation)
    {
        var id = context.NewId();
        var registered = Decide(command, id, context.Today);
        await TeamPeople.Move(context.Session, id, null, registered.MemberRefs.Prepend(registered.LeadPersonRef), cancellation);
        context.Session.Events.StartStream<Firm>(Firm.Key(id), registered);
        return Reply.Created($"firms/{id}", new TeamNumbered(id), version: 1);
    }
}

/// <param name="Id">Also the id of the firm that it may become.</param>
internal sealed record TeamNumbered(string Id);
