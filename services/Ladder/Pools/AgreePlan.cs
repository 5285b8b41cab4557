using Cultivation.Ladder.Cases;
using Cultivation.Ladder.Firms;
using Cultivation.Ladder.People;

namespace Cultivation.Ladder.Pools;

/// <summary>
/// Agrees the plan of a firm's time in a pool (培育计划). Who coaches the firm may not touch its cases from then on: the tie is recorded with the plan.
/// </summary>
/// <param name="MentorRef">On file as a person.</param>
/// <param name="PeriodTo">Last day.</param>
public sealed record AgreePlan(string[] MenuItems, DateOnly PeriodFrom, DateOnly PeriodTo, string? MentorRef = null)
{
    internal static object[] Decide(AgreePlan command, string poolId, Firm firm, DateOnly today)
    {
        var time = InPool(firm, poolId, today);
        if (command.MenuItems.Length == 0)
            throw new RuleBroken("plan.empty");
        foreach (var item in command.MenuItems)
            Require.Text(item, nameof(MenuItems), 64);
        if (command.PeriodTo < command.PeriodFrom || command.PeriodFrom < time.AdmittedOn || command.PeriodTo > time.TermEndsOn)
            throw new RuleBroken("plan.period", new { time.AdmittedOn, time.TermEndsOn });
        var agreed = new CultivationPlanAgreed(
            poolId, firm.CreditCode, [.. command.MenuItems.Distinct()], command.MentorRef, command.PeriodFrom, command.PeriodTo);
        return Same(time.Plan, agreed) ? [] : [agreed];
    }

    /// <summary>The time in the pool that runs on the day.</summary>
    /// <exception cref="RuleBroken"><c>pool.not-held</c>.</exception>
    internal static PoolTime InPool(Firm firm, string poolId, DateOnly day) =>
        firm.PoolTimes.LastOrDefault(t => t.PoolId == poolId && t.AdmittedOn <= day && t.Exit is null) is { } time && StageHistory.Held(firm.Stages, poolId, day)
            ? time : throw new RuleBroken("pool.not-held", new { poolId, day });

    private static bool Same(CultivationPlanAgreed? known, CultivationPlanAgreed agreed) =>
        known is not null && known.MenuItems.SequenceEqual(agreed.MenuItems) && known with { MenuItems = agreed.MenuItems } == agreed;

    internal static void Map(IEndpointRouteBuilder routes) =>
        routes.MapPost("/firms/{id}/pools/{poolId}/plans", Handle).IsEdit(Roles.CaseWorker, Roles.Supervisor).Produces<FirmVersion>();

    private static async Task<Reply> Handle(AgreePlan command, string id, string poolId, CommandContext context, CancellationToken cancellation)
    {
        var stream = await Firm.Fetch(context, id, cancellation);
        var firm = stream.Aggregate!;
        var happened = Decide(command, poolId, firm, context.Today);
        if (command.MentorRef is { } mentor && happened.Length > 0)
        {
            await PersonFile.Require(context.Session, mentor, cancellation);
            var key = PersonTie.Key(mentor, firm.CreditCode, ConflictKind.MentorOfFirm);
            context.Session.Store(new PersonTie(key, mentor, firm.CreditCode, ConflictKind.MentorOfFirm, command.PeriodFrom, command.PeriodTo.AddDays(1)));
        }
        return FirmVersion.Reply(stream, happened);
    }
}
