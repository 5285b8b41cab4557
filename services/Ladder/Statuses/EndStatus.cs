using Cultivation.Ladder.Firms;

namespace Cultivation.Ladder.Statuses;

/// <summary>Records from when a firm no longer holds a status.</summary>
/// <param name="EndedOn">First day without it.</param>
public sealed record EndStatus(DateOnly EndedOn, string Reference)
{
    internal static object[] Decide(EndStatus command, string statusId, Firm firm, DateOnly today)
    {
        var status = firm.Statuses.SingleOrDefault(s => s.Id == statusId) ?? throw new RuleBroken("status.not-held", new { statusId });
        Require.Text(command.Reference, nameof(Reference));
        if (command.EndedOn > today || command.EndedOn < status.From)
            throw new RuleBroken("status.days", new { status.From, to = command.EndedOn });
        if (status.To == command.EndedOn)
            return [];
        return status.To < command.EndedOn
            ? throw new RuleBroken("status.ended", new { statusId, on = status.To })
            : [new StatusEnded(statusId, firm.CreditCode, command.EndedOn, command.Reference)];
    }

    internal static void Map(IEndpointRouteBuilder routes) =>
        routes.MapPost("/firms/{id}/statuses/{statusId}/ending", Handle).IsEdit(Roles.CaseWorker, Roles.Supervisor).Produces<FirmVersion>();

    private static async Task<Reply> Handle(EndStatus command, string id, string statusId, CommandContext context, CancellationToken cancellation)
    {
        var stream = await Firm.Fetch(context, id, cancellation);
        return FirmVersion.Reply(stream, Decide(command, statusId, stream.Aggregate!, context.KnownDay()));
    }
}
