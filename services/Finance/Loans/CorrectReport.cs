using Cultivation.Hosting;

namespace Cultivation.Finance.Loans;

/// <summary>A bank takes back or puts right what it had reported. The report stays; a later event compensates it.</summary>
/// <param name="Report"><c>terms</c>, <c>repayment</c>, <c>default</c>, or <c>loan</c>: there is no such loan.</param>
/// <param name="Terms">The right terms, for <c>terms</c>.</param>
/// <param name="RepaymentRef">The payment that there never was, for <c>repayment</c>; the true one is reported under another number.</param>
public sealed record CorrectReport(LoanReport Report, FreeText Reason, LoanTerms? Terms = null, string? RepaymentRef = null)
{
    internal static object[] Decide(CorrectReport command, Loan loan, string by, DateOnly today)
    {
        Require.Text(command.Reason, nameof(Reason));
        if (command.Report == LoanReport.Terms != command.Terms is not null || command.Report == LoanReport.Repayment != command.RepaymentRef is not null)
            throw new RuleBroken("loan.correction-unclear");
        if (command.IsDone(loan))
            return [];
        if (loan.Withdrawn)
            throw new RuleBroken("loan.withdrawn", new { loan.LoanNo });
        if (loan.Claim is { } claim)
            throw new RuleBroken("loan.claimed", new { claim.PoolId, claim.ClaimId });
        if (command.Terms is { } terms)
            CheckTerms(terms, loan, today);
        if (command.RepaymentRef is { } repayment && loan.Repayments.All(r => r.Ref != repayment))
            throw new RuleBroken("loan.repayment-unknown", new { command.RepaymentRef });
        return
        [
            new LoanReportCorrected(
                loan.LoanId, loan.FirmId, command.Report, command.Terms is null ? null : loan.Terms, command.Terms, command.RepaymentRef, command.Reason, today, by),
        ];
    }

    internal static void Map(IEndpointRouteBuilder routes) => routes.MapPost("/loans/{loanId}/corrections", Handle).IsCommand(Roles.Bank);

    private bool IsDone(Loan loan) => Report switch
    {
        LoanReport.Terms => loan.Terms == Terms,
        LoanReport.Repayment => loan.Undone.Contains(RepaymentRef),
        LoanReport.Default => loan.DefaultedOn is null,
        _ => loan.Withdrawn,
    };

    private static void CheckTerms(LoanTerms terms, Loan loan, DateOnly today)
    {
        ReportLoan.Check(terms, today);
        if (terms.Principal < loan.Repayments.Sum(r => r.Principal))
            throw new RuleBroken("loan.overpaid", new { outstanding = loan.Outstanding });
        if (loan.Repayments.Any(r => r.PaidOn < terms.StartOn) || loan.DefaultedOn < terms.StartOn)
            throw new RuleBroken("loan.starts-after-payment");
    }

    private static async Task<Reply> Handle(CorrectReport command, string loanId, CommandContext context, CancellationToken cancellation)
    {
        var stream = await LoanAccess.Fetch(context, loanId, cancellation);
        return LoanAccess.Append(stream, Decide(command, stream.Aggregate!, context.Person.Subject, context.Today), context.Person);
    }
}
