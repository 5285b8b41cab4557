namespace Cultivation.Ladder.Firms;

/// <summary>Records that the market regulator struck the firm off (企业注销). Its stages end on that day; its titles stay the authority's to end.</summary>
public sealed record DeregisterFirm(DateOnly DeregisteredOn, FreeText Reason)
{
    internal static List<object> Decide(DeregisterFirm command, Firm firm, DateOnly known)
    {
        Require.Text(command.Reason, nameof(Reason));
        firm.RequireFirm();
        if (firm.GoneFrom is { Cause: Gone.Deregistered } earlier)
            return earlier.On == command.DeregisteredOn ? [] : throw new RuleBroken("firm.deregistered-already", new { deregisteredOn = earlier.On });
        firm.RequireHere();
        if (command.DeregisteredOn > known)
            throw new RuleBroken("firm.deregistered-in-future", new { command.DeregisteredOn });
        if (command.DeregisteredOn < firm.EstablishedOn)
            throw new RuleBroken("firm.deregistered-before-established", new { command.DeregisteredOn, firm.EstablishedOn });
        return
        [
            new EnterpriseDeregistered(firm.CreditCode, firm.LegalName(), command.DeregisteredOn, command.Reason),
            .. HolderGone.Decide(firm, Gone.Deregistered, firm.CreditCode, command.DeregisteredOn, known),
        ];
    }

    internal static void Map(IEndpointRouteBuilder routes) =>
        routes.MapPost("/firms/{id}/deregistration", Handle).IsEdit(Roles.CaseWorker, Roles.Supervisor).Produces<FirmVersion>();

    private static async Task<Reply> Handle(DeregisterFirm command, string id, CommandContext context, CancellationToken cancellation)
    {
        var stream = await Firm.Fetch(context, id, cancellation);
        return FirmVersion.Reply(stream, Decide(command, stream.Aggregate!, context.KnownDay()));
    }
}
