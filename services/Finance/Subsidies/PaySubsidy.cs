using Cultivation.Hosting;

namespace Cultivation.Finance.Subsidies;

/// <summary>Records that the treasury has paid.</summary>
/// <param name="PaymentRef">The treasury's number of the payment.</param>
public sealed record PaySubsidy(string PaymentRef, DateOnly PaidOn)
{
    internal static object[] Decide(PaySubsidy command, Subsidy subsidy, string by, DateOnly today)
    {
        Require.Text(command.PaymentRef, nameof(PaymentRef));
        if (subsidy.Payment is { } paid)
            return (paid.Ref, paid.PaidOn) == (command.PaymentRef, command.PaidOn) ? [] : throw new RuleBroken("subsidy.paid-before", new { paymentRef = paid.Ref });
        if (subsidy.State != SubsidyState.Approved)
            throw new RuleBroken("subsidy.not-approved", new { state = subsidy.State });
        if (subsidy.Due is not null)
            throw new RuleBroken("subsidy.basis-in-doubt");
        if (subsidy.Confirmed!.Erased)
            throw new RuleBroken("subsidy.account-erased");
        return command.PaidOn < subsidy.Confirmed.On || command.PaidOn > today
            ? throw new RuleBroken("subsidy.payment-day", new { from = subsidy.Confirmed.On, to = today })
            : [new SubsidyPaid(subsidy.SubsidyId, subsidy.Amount, command.PaymentRef, command.PaidOn, by)];
    }

    internal static void Map(IEndpointRouteBuilder routes) =>
        routes.MapPost("/subsidies/{subsidyId}/payments", Handle).IsCommand(Roles.CaseWorker, Roles.Supervisor);

    private static async Task<Reply> Handle(PaySubsidy command, string subsidyId, CommandContext context, CancellationToken cancellation)
    {
        var stream = await SubsidyAccess.Fetch(context, subsidyId, cancellation);
        return SubsidyAccess.Append(stream, Decide(command, stream.Aggregate!, context.Person.Subject, context.Today), context.Person);
    }
}
