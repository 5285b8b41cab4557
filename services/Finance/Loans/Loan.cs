using System.Security.Cryptography;
using System.Text;
using Cultivation.Finance.Eligibility;
using Cultivation.Finance.Reliances;
using Cultivation.Hosting;
using JasperFx.Events;

namespace Cultivation.Finance.Loans;

/// <summary>A loan as its bank reported it; stream <c>loan:{id}</c>.</summary>
/// <param name="Reported">The terms as first reported: the same report again is nothing new.</param>
/// <param name="Terms">The terms as corrected since.</param>
/// <param name="Undone">Numbers of repayments that were taken back; they are not used again.</param>
/// <param name="Withdrawn">There is no such loan: the report was a mistake.</param>
/// <param name="Claim">The claim on a risk pool, open or paid.</param>
public sealed record Loan(
    string Id, string LoanId, string BankId, string LoanNo, string FirmId, string CreditCode, string ProductCode, LoanTerms Reported, LoanTerms Terms,
    string ReliedOn, Basis Basis, string? ReliedOnEnded, Repayment[] Repayments, string[] Undone, DateOnly? DefaultedOn, bool Withdrawn,
    BasisMark? Mark, PoolClaim? Claim, long Version)
{
    private static readonly LoanTerms Nothing = new(0, default, default, 0, null);

    /// <summary>Before the first event.</summary>
    public Loan() : this("", "", "", "", "", "", "", Nothing, Nothing, "", new("", ""), null, [], [], null, false, null, null, 0) { }

    /// <summary>Key of a loan's stream.</summary>
    public static string Key(string loanId) => $"loan:{loanId}";

    /// <summary>A loan's id follows from bank and number, so that a number can be used once only: 32 hexadecimal digits.</summary>
    public static string IdOf(string bankId, string loanNo) =>
        Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes($"{bankId}\n{loanNo}")))[..32];

    /// <summary>What the bank took back or put right, and why, oldest first.</summary>
    public LoanCorrection[] Corrections { get; init; } = [];

    /// <summary>Yuan not paid back.</summary>
    public decimal Outstanding => Withdrawn ? 0 : Terms.Principal - Repayments.Sum(r => r.Principal);

    /// <summary>The day of the payment that left nothing outstanding; null before.</summary>
    public DateOnly? RepaidOn => Withdrawn || Outstanding > 0 || Repayments.Length == 0 ? null : Repayments.Max(r => r.PaidOn);

    /// <summary>How it stands. Kept with the loan, so that lists ask for it.</summary>
    public LoanState State => this switch
    {
        { Withdrawn: true } => LoanState.Withdrawn,
        { Outstanding: 0 } => LoanState.Repaid,
        { DefaultedOn: not null } => LoanState.Defaulted,
        _ => LoanState.Running,
    };

    /// <summary>On what it rests: that the firm met the product's criteria on the day on which it began.</summary>
    internal Reliance Reliance => new(RelianceKind.Product, ProductCode, Terms.StartOn, Basis.Ref);

    /// <summary>The state after one more event.</summary>
    public Loan Evolve(IEvent happened) => After(happened.Data) with { Id = happened.StreamKey! };

    internal Loan After(object happened) => happened switch
    {
        LoanReported r => this with
        {
            LoanId = r.LoanId, BankId = r.BankId, LoanNo = r.LoanNo, FirmId = r.FirmId, CreditCode = r.Uscc, ProductCode = r.ProductCode, Reported = r.Terms,
            Terms = r.Terms, ReliedOn = r.BasisEventId, Basis = r.Basis, ReliedOnEnded = r.ReliedOnEnded,
        },
        LoanRepaid r => this with { Repayments = [.. Repayments, new(r.RepaymentRef, r.Principal, r.Interest, r.PaidOn)] },
        LoanDefaulted d => this with { DefaultedOn = d.DefaultedOn },
        LoanReportCorrected c => Corrected(c) with { Corrections = [.. Corrections, new(c.Report, c.RepaymentRef, c.Reason, c.CorrectedOn)] },
        LoanBasisCorrected c => this with { Mark = new(c.WrongFrom, c.Basis, c.MarkedOn, null, null) },
        LoanCorrectionTold t => this with { Mark = Mark! with { ToldBy = t.Entry } },
        LoanBasisReviewed r => this with { Mark = Mark! with { Review = new(r.Outcome, r.Reason, r.DocumentRef, r.ReviewedOn, r.By) } },
        LoanBasisRestored _ => this with { Mark = null },
        LoanClaimed c => this with { Claim = new(c.PoolId, c.ClaimId) },
        LoanClaimReleased _ => this with { Claim = null },
        _ => this,
    };

    private Loan Corrected(LoanReportCorrected c) => c.Report switch
    {
        LoanReport.Terms => this with { Terms = c.Now! },
        LoanReport.Repayment => this with { Repayments = [.. Repayments.Where(r => r.Ref != c.RepaymentRef)], Undone = [.. Undone, c.RepaymentRef!] },
        LoanReport.Default => this with { DefaultedOn = null },
        _ => this with { Withdrawn = true },
    };
}

/// <summary>A payment of the firm's, yuan.</summary>
public sealed record Repayment(string Ref, decimal Principal, decimal Interest, DateOnly PaidOn);

/// <summary>Something that the bank had reported was wrong.</summary>
/// <param name="RepaymentRef">The repayment that there never was; null where it is not about one.</param>
public sealed record LoanCorrection(LoanReport Report, string? RepaymentRef, FreeText Reason, DateOnly On);

/// <summary>What the loan rested on did not stand.</summary>
/// <param name="ToldBy">The entry by which the bank was told; null where it was not, for the firm's consent had ended.</param>
/// <param name="Review">What a person made of it; null while it waits for one.</param>
public sealed record BasisMark(DateOnly WrongFrom, Basis Basis, DateOnly MarkedOn, string? ToldBy, BasisReview? Review);

/// <summary>What a person made of a mark.</summary>
public sealed record BasisReview(BasisOutcome Outcome, FreeText Reason, string DocumentRef, DateOnly On, string By);

/// <summary>A claim on a risk pool.</summary>
public sealed record PoolClaim(string PoolId, string ClaimId);

/// <summary>How a loan stands.</summary>
public enum LoanState
{
    /// <summary>Something is outstanding.</summary>
    Running,

    /// <summary>Nothing is outstanding.</summary>
    Repaid,

    /// <summary>Something is outstanding and the bank counts it as not being paid.</summary>
    Defaulted,

    /// <summary>The report was a mistake.</summary>
    Withdrawn,
}
