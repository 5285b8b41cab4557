using Cultivation.Finance.Eligibility;
using Cultivation.Hosting;

namespace Cultivation.Finance.Loans;

/// <summary>A loan as it is read. Money in yuan.</summary>
/// <param name="ReliedOnEnded">The entry by which the bank had been told of the end before it lent; null for none.</param>
/// <param name="BasisCorrected">What it rested on did not stand on its first day; null while it does. A bank sees it once it was told by its feed.</param>
/// <param name="Corrections">What the bank took back or put right, in its words; not shown to the firm.</param>
internal sealed record LoanView(
    string Id, string BankId, string LoanNo, string FirmId, string CreditCode, string ProductCode, LoanTerms Terms, LoanState State, decimal Outstanding,
    DateOnly? RepaidOn, DateOnly? DefaultedOn, string ReliedOn, Basis Basis, string? ReliedOnEnded, Repayment[] Repayments, BasisMark? BasisCorrected, PoolClaim? Claim,
    LoanCorrection[]? Corrections)
{
    public static LoanView Of(Loan loan, Person reader) => new(
        loan.LoanId, loan.BankId, loan.LoanNo, loan.FirmId, loan.CreditCode, loan.ProductCode, loan.Terms, loan.State, loan.Outstanding, loan.RepaidOn,
        loan.DefaultedOn, loan.ReliedOn, loan.Basis, loan.ReliedOnEnded, loan.Repayments, Shown(loan, reader), loan.Claim,
        reader.Is(Roles.Firm) ? null : loan.Corrections);

    // A bank learns from its feed, which asks for consent, and from nowhere else. What the office made of it is the office's.
    private static BasisMark? Shown(Loan loan, Person reader) => !reader.Is(Roles.Bank) && !reader.Is(Roles.Firm) ? loan.Mark
        : reader.Is(Roles.Bank) && loan.Mark?.ToldBy is null ? null
        : loan.Mark is { } mark ? mark with { Review = null } : null;
}
