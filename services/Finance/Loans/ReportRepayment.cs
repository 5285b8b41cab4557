using Cultivation.Hosting;

namespace Cultivation.Finance.Loans;

/// <summary>A bank reports a payment of the firm's.</summary>
/// <param name="RepaymentRef">The bank's own number of the payment.</param>
/// <param name="Principal">Yuan of what was lent; may be zero.</param>
/// <param name="Interest">Yuan; may be zero, but not both.</param>
public sealed record ReportRepayment(string RepaymentRef, decimal Principal, decimal Interest, DateOnly PaidOn)
{
    internal static object[] Decide(ReportRepayment command, Loan loan, string by, DateOnly today)
    {
        Require.Text(command.RepaymentRef, nameof(RepaymentRef), 64);
        Money.Check(command.Principal, "principal", zero: true);
        Money.Check(command.Interest, "interest", zero: true);
        Money.Check(command.Principal + command.Interest, "principal");
        if (loan.Repayments.FirstOrDefault(r => r.Ref == command.RepaymentRef) is { } known)
        {
            return known == new Repayment(command.RepaymentRef, command.Principal, command.Interest, command.PaidOn)
                ? []
                : throw new RuleBroken("loan.repayment-taken", new { command.RepaymentRef });
        }
        if (loan.Undone.Contains(command.RepaymentRef))
            throw new RuleBroken("loan.repayment-undone", new { command.RepaymentRef });
        if (loan.Withdrawn)
            throw new RuleBroken("loan.withdrawn", new { loan.LoanNo });
        if (command.PaidOn < loan.Terms.StartOn || command.PaidOn > today)
            throw new RuleBroken("loan.repayment-day", new { from = loan.Terms.StartOn, to = today });
        return command.Principal > loan.Outstanding
            ? throw new RuleBroken("loan.overpaid", new { outstanding = loan.Outstanding })
            : [new LoanRepaid(loan.LoanId, loan.FirmId, command.RepaymentRef, command.Principal, command.Interest, command.PaidOn, today, by)];
    }

    internal static void Map(IEndpointRouteBuilder routes) => routes.MapPost("/loans/{loanId}/repayments", Handle).IsCommand(Roles.Bank);

    private static async Task<Reply> Handle(ReportRepayment command, string loanId, CommandContext context, CancellationToken cancellation)
    {
        var stream = await LoanAccess.Fetch(context, loanId, cancellation);
        return LoanAccess.Append(stream, Decide(command, stream.Aggregate!, context.Person.Subject, context.Today), context.Person);
    }
}
