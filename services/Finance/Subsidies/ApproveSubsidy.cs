using Cultivation.Finance.Eligibility;
using Cultivation.Finance.Subsidies.Schemes;
using Cultivation.Hosting;

namespace Cultivation.Finance.Subsidies;

/// <summary>
/// A second person approves the payment: neither who ran the scheme nor who entered the account. Whether the firm stands on a list of dishonest
/// subjects is asked again, where the scheme asks for it.
/// </summary>
internal static class ApproveSubsidy
{
    /// <param name="dishonest">The firm stands on such a list, and the scheme asks for it.</param>
    public static object[] Decide(Subsidy subsidy, bool dishonest, string by, DateOnly today)
    {
        if (subsidy.ProposedBy == by || subsidy.Confirmed?.By == by)
            throw new RuleBroken("subsidy.same-person");
        if (subsidy.ApprovedBy is not null && !subsidy.Cancelled)
            return [];
        if (subsidy.State != SubsidyState.Confirmed)
            throw new RuleBroken("subsidy.not-confirmed", new { state = subsidy.State });
        if (dishonest)
            throw new RuleBroken("subsidy.dishonest");
        return subsidy.Due is null
            ? [new SubsidyApproved(subsidy.SubsidyId, subsidy.Amount, today, by)]
            : throw new RuleBroken("subsidy.basis-in-doubt");
    }

    public static void Map(IEndpointRouteBuilder routes) =>
        routes.MapPost("/subsidies/{subsidyId}/approval", Handle).AddEndpointFilter<SubsidyRefusals>().IsCommand(Roles.Supervisor);

    private static async Task<Reply> Handle(string subsidyId, CommandContext context, CancellationToken cancellation)
    {
        var stream = await SubsidyAccess.Fetch(context, subsidyId, cancellation);
        var subsidy = stream.Aggregate!;
        var scheme = await context.Session.LoadAsync<Scheme>(Scheme.Key(subsidy.SchemeId), cancellation);
        var account = await context.Session.LoadAsync<FirmAccount>(FirmAccount.Key(subsidy.FirmId), cancellation);
        var dishonest = scheme!.At(subsidy.SchemeVersion).Rules.NotDishonest.Value && account!.IsDishonest(context.Today);
        return SubsidyAccess.Append(stream, Decide(subsidy, dishonest, context.Person.Subject, context.Today), context.Person);
    }
}
