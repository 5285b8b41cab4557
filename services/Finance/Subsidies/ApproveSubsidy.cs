using Cultivation.Hosting;

namespace Cultivation.Finance.Subsidies;

/// <summary>A second person approves the payment: neither who ran the scheme nor who entered the account.</summary>
internal static class ApproveSubsidy
{
    public static object[] Decide(Subsidy subsidy, string by, DateOnly today)
    {
        if (subsidy.ProposedBy == by || subsidy.Confirmed?.By == by)
            throw new RuleBroken("subsidy.same-person");
        if (subsidy.ApprovedBy is not null && !subsidy.Cancelled)
            return [];
        if (subsidy.State != SubsidyState.Confirmed)
            throw new RuleBroken("subsidy.not-confirmed", new { state = subsidy.State });
        return subsidy.Due is null
            ? [new SubsidyApproved(subsidy.SubsidyId, subsidy.Amount, today, by)]
            : throw new RuleBroken("subsidy.basis-in-doubt");
    }

    public static void Map(IEndpointRouteBuilder routes) =>
        routes.MapPost("/subsidies/{subsidyId}/approval", Handle).AddEndpointFilter<SubsidyRefusals>().IsCommand(Roles.Supervisor);

    private static async Task<Reply> Handle(string subsidyId, CommandContext context, CancellationToken cancellation)
    {
        var stream = await SubsidyAccess.Fetch(context, subsidyId, cancellation);
        return SubsidyAccess.Append(stream, Decide(stream.Aggregate!, context.Person.Subject, context.Today), context.Person);
    }
}
