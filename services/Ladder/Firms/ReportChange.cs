namespace Cultivation.Ladder.Firms;

/// <summary>Records that the firm told the recognising body of a change, in time or not.</summary>
/// <param name="ChangedOn">Day of the change, which names the duty.</param>
/// <param name="Receipt">What shows it.</param>
public sealed record ReportChange(ReportableChange Change, DateOnly ChangedOn, DateOnly ReportedOn, string Receipt)
{
    internal static object[] Decide(ReportChange command, Firm firm, DateOnly today)
    {
        Require.Text(command.Receipt, nameof(Receipt));
        var duty = firm.Duties.LastOrDefault(d => (d.Change, d.ChangedOn) == (command.Change, command.ChangedOn))
            ?? throw new RuleBroken("duty.unknown", new { command.ChangedOn });
        if (duty.ReportedOn is { } reported)
            return reported == command.ReportedOn ? [] : throw new RuleBroken("duty.reported-already", new { reportedOn = reported });
        if (command.ReportedOn > today || command.ReportedOn < command.ChangedOn)
            throw new RuleBroken("duty.reported-when", new { command.ReportedOn, command.ChangedOn });
        return [new EnterpriseChangeReported(firm.CreditCode, command.Change, command.ChangedOn, command.ReportedOn, command.Receipt)];
    }

    internal static void Map(IEndpointRouteBuilder routes) =>
        routes.MapPost("/firms/{id}/change-reports", Handle).IsEdit(Roles.CaseWorker, Roles.Supervisor).Produces<FirmVersion>();

    private static async Task<Reply> Handle(ReportChange command, string id, CommandContext context, CancellationToken cancellation)
    {
        var stream = await Firm.Fetch(context, id, cancellation);
        return FirmVersion.Reply(stream, Decide(command, stream.Aggregate!, context.Today));
    }
}
