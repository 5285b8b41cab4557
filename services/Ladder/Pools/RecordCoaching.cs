using Cultivation.Ladder.Firms;
using Cultivation.Ladder.People;

namespace Cultivation.Ladder.Pools;

/// <summary>Records coaching that was given to a firm, in a pool or not (前期整体培训、后期一对一辅导).</summary>
/// <param name="Hours">More than 0, at most 24.</param>
/// <param name="Attendees">Who came, counted each time (人次).</param>
/// <param name="GivenBy">On file as a person.</param>
public sealed record RecordCoaching(CoachingForm Form, DateOnly GivenOn, decimal Hours, int Attendees, string GivenBy)
{
    internal static object[] Decide(RecordCoaching command, Firm firm, DateOnly today)
    {
        Require.Text(command.GivenBy, nameof(GivenBy), 64);
        if (command.GivenOn > today)
            throw new RuleBroken("coaching.in-future", new { command.GivenOn });
        if (command.Hours is <= 0 or > 24 || command.Attendees < 1)
            throw new RuleBroken("coaching.extent", new { command.Hours, command.Attendees });
        return [new CoachingDelivered(firm.CreditCode, command.Form, command.GivenOn, command.Hours, command.Attendees, command.GivenBy)];
    }

    internal static void Map(IEndpointRouteBuilder routes) =>
        routes.MapPost("/firms/{id}/coaching", Handle).IsCommand(Roles.CaseWorker, Roles.Supervisor).Produces<FirmVersion>();

    private static async Task<Reply> Handle(RecordCoaching command, string id, CommandContext context, CancellationToken cancellation)
    {
        var stream = await Firm.Fetch(context, id, cancellation);
        var happened = Decide(command, stream.Aggregate!, context.KnownDay());
        await PersonFile.Require(context.Session, command.GivenBy, cancellation);
        return FirmVersion.Reply(stream, happened);
    }
}
