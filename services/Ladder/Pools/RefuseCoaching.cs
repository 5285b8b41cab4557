using Cultivation.Ladder.Firms;

namespace Cultivation.Ladder.Pools;

/// <summary>Records that a firm refused coaching that was offered to it in a pool. By itself this ends nothing.</summary>
/// <param name="Reference">The paper or message of the refusal.</param>
public sealed record RefuseCoaching(DateOnly OfferedOn, string Reference)
{
    internal static object[] Decide(RefuseCoaching command, string poolId, Firm firm, DateOnly today)
    {
        Require.Text(command.Reference, nameof(Reference));
        if (command.OfferedOn > today)
            throw new RuleBroken("coaching.in-future", new { givenOn = command.OfferedOn });
        var time = AgreePlan.InPool(firm, poolId, today);
        if (command.OfferedOn < time.AdmittedOn)
            throw new RuleBroken("pool.not-held", new { poolId, day = command.OfferedOn });
        return time.Refused.Any(r => r.OfferedOn == command.OfferedOn) ? [] : [new CoachingRefused(poolId, firm.CreditCode, command.OfferedOn, command.Reference)];
    }

    internal static void Map(IEndpointRouteBuilder routes) =>
        routes.MapPost("/firms/{id}/pools/{poolId}/coaching-refusals", Handle).IsEdit(Roles.CaseWorker, Roles.Supervisor).Produces<FirmVersion>();

    private static async Task<Reply> Handle(RefuseCoaching command, string id, string poolId, CommandContext context, CancellationToken cancellation)
    {
        var stream = await Firm.Fetch(context, id, cancellation);
        return FirmVersion.Reply(stream, Decide(command, poolId, stream.Aggregate!, context.Today));
    }
}
