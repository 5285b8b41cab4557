using Cultivation.Finance.Eligibility;

namespace Cultivation.Finance.Loans;

/// <summary>
/// Compares a loan with what is now known of the firm on the day on which it began, and marks it, or withdraws the mark. Nobody is asked to
/// pay anything back by it (DOMAIN 4, no. 20 and 25).
/// </summary>
internal static class ReviewLoan
{
    /// <param name="told">The entries about the firm in the bank's feed from the one relied on, in order.</param>
    /// <param name="cursor">The cursor of a position in that feed.</param>
    public static object[] Decide(Loan loan, FirmAccount account, IReadOnlyList<ToldEntry> told, Func<long, string> cursor, DateOnly today)
    {
        if (loan.Withdrawn)
            return [];
        if (loan.Reliance.StandsIn(account))
        {
            var by = account.Claims.Last(c => c.ProductCode == loan.ProductCode && c.From <= loan.Terms.StartOn).Start;
            return loan.Mark is null ? [] : [new LoanBasisRestored(loan.LoanId, by, today)];
        }
        var (from, basis) = loan.Reliance.LostBy(account);
        List<object> happened = loan.Mark is null ? [new LoanBasisCorrected(loan.LoanId, from, basis, today)] : [];
        if (loan.Mark?.ToldBy is null && ToldEntry.EndOf(told, loan.ProductCode, loan.Terms.StartOn) is { } end)
            happened.Add(new LoanCorrectionTold(loan.LoanId, cursor(end.Position)));
        return [.. happened];
    }
}
