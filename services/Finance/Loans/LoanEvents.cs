using Cultivation.Finance.Eligibility;
using Cultivation.Hosting;

namespace Cultivation.Finance.Loans;

// Stored for ever in the stream loan:{id}: add, never rename.

/// <summary>A bank reports that it has lent (贷款备案).</summary>
/// <param name="LoanNo">The bank's own number, unique for the bank.</param>
/// <param name="Principal">Yuan.</param>
/// <param name="EndOn">Last day of the term.</param>
/// <param name="Rate">Yearly rate as a fraction: 0.0345.</param>
/// <param name="Premium">What the firm paid to insure or guarantee the loan, yuan; null where the bank does not say.</param>
/// <param name="BasisEventId">The entry of the bank's feed that it relied on, <c>epoch-position</c>.</param>
/// <param name="Basis">On what that entry rested.</param>
/// <param name="ReliedOnEnded">The entry by which the bank had been told, before the loan began, that the eligibility had ended; null for none.</param>
public sealed record LoanReported(
    string LoanId, string BankId, string LoanNo, string FirmId, string Uscc, string ProductCode, decimal Principal, DateOnly StartOn, DateOnly EndOn,
    decimal Rate, decimal? Premium, string BasisEventId, Basis Basis, string? ReliedOnEnded, DateOnly ReportedOn, string By)
{
    internal LoanTerms Terms => new(Principal, StartOn, EndOn, Rate, Premium);
}

/// <summary>The firm has paid something back.</summary>
/// <param name="RepaymentRef">The bank's own number of the payment, unique for the loan.</param>
/// <param name="Principal">Yuan paid back of what was lent; may be zero.</param>
/// <param name="Interest">Yuan of interest; may be zero.</param>
public sealed record LoanRepaid(
    string LoanId, string FirmId, string RepaymentRef, decimal Principal, decimal Interest, DateOnly PaidOn, DateOnly ReportedOn, string By);

/// <summary>The bank counts the loan as not being paid back.</summary>
/// <param name="Outstanding">Yuan then not paid back.</param>
public sealed record LoanDefaulted(string LoanId, DateOnly DefaultedOn, decimal Outstanding, DateOnly ReportedOn, string By);

/// <summary>Something that the bank had reported was wrong. What was reported stays in the stream; this compensates it.</summary>
/// <param name="Was">The terms that were wrong, where they are corrected.</param>
/// <param name="Now">The right ones.</param>
/// <param name="RepaymentRef">The repayment that there never was, where one is taken back.</param>
public sealed record LoanReportCorrected(
    string LoanId, string FirmId, LoanReport Report, LoanTerms? Was, LoanTerms? Now, string? RepaymentRef, FreeText Reason, DateOnly CorrectedOn, string By);

/// <summary>The eligibility on which the loan rested did not stand on the day on which it began, as is now known. A mark for people; it ends nothing.</summary>
/// <param name="WrongFrom">First day on which the firm did not meet the product's criteria.</param>
/// <param name="Basis">By what that became known.</param>
public sealed record LoanBasisCorrected(string LoanId, DateOnly WrongFrom, Basis Basis, DateOnly MarkedOn);

/// <summary>The bank was told so.</summary>
/// <param name="Entry">The entry of its feed, <c>epoch-position</c>.</param>
public sealed record LoanCorrectionTold(string LoanId, string Entry);

/// <summary>The eligibility stands on that day after all: a title was given back. The mark is withdrawn.</summary>
public sealed record LoanBasisRestored(string LoanId, Basis Basis, DateOnly RestoredOn);

/// <summary>A person has looked at the mark and says what came of it. It changes nothing at the loan.</summary>
/// <param name="DocumentRef">The paper that records it.</param>
public sealed record LoanBasisReviewed(string LoanId, BasisOutcome Outcome, FreeText Reason, string DocumentRef, DateOnly ReviewedOn, string By);

/// <summary>A claim on a risk pool for this loan is open or paid.</summary>
public sealed record LoanClaimed(string LoanId, string PoolId, string ClaimId);

/// <summary>That claim was refused: there may be another.</summary>
public sealed record LoanClaimReleased(string LoanId, string PoolId, string ClaimId);

/// <summary>Amount, term and price of a loan.</summary>
public sealed record LoanTerms(decimal Principal, DateOnly StartOn, DateOnly EndOn, decimal Rate, decimal? Premium);

/// <summary>What a bank had reported and corrects.</summary>
public enum LoanReport
{
    /// <summary>Amount, term, price.</summary>
    Terms,

    /// <summary>A repayment that there never was.</summary>
    Repayment,

    /// <summary>A default that was none.</summary>
    Default,

    /// <summary>All of it: there is no such loan.</summary>
    Loan,
}

/// <summary>What came of a mark.</summary>
public enum BasisOutcome
{
    /// <summary>Nothing is asked for.</summary>
    Noted,

    /// <summary>The bank was asked what it does about the loan.</summary>
    RaisedWithBank,
}
