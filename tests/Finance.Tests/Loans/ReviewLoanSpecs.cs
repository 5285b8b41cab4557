using Cultivation.Finance.Eligibility;
using Cultivation.Finance.Loans;
using static Cultivation.Finance.Tests.Loans.LoanSamples;
using static Cultivation.Finance.Tests.Samples;

namespace Cultivation.Finance.Tests.Loans;

public sealed class ReviewLoanSpecs
{
    private static readonly Basis Revoked = Recognised with { Kind = "recognitionRevoked", Ref = "ladder:1-20" };
    private static readonly DateOnly Wrong = new(2025, 1, 1);
    private static readonly LoanReported OfCertificate = Reported with { ProductCode = "tech-credit", Basis = Recognised };
    private static readonly LoanBasisCorrected Marked = new(Id, Wrong, Revoked, Spec.Today);
    private static readonly ToldEntry Told = Entry(9, DisclosureKind.Corrected, Wrong, new(2026, 11, 2), "tech-credit");
    private readonly Spec firm = new Spec().Offering(BothLoans);

    /// <summary>Subtlety 20 and 25: the loan names the entry that it rested on, and is marked when that proves wrong; nobody is asked for money by it.</summary>
    [Fact]
    [Trait("subtlety", "20")]
    public void a_loan_whose_title_is_cancelled_backwards_is_marked_once_with_what_the_bank_was_told()
    {
        var account = firm.Given(Named, Certificate(), new CredentialRevoked("r1", Wrong, true, "ladder:1-20")).Account;
        Then([Marked], Review(account, [], OfCertificate));
        Then([Marked, new LoanCorrectionTold(Id, "1-9")], Review(account, [Told], OfCertificate));
        Then([new LoanCorrectionTold(Id, "1-9")], Review(account, [Told], OfCertificate, Marked));
        Then([], Review(account, [Told], OfCertificate, Marked, new LoanCorrectionTold(Id, "1-9")));
    }

    [Fact]
    public void a_loan_that_began_while_the_title_stood_is_not_marked()
    {
        var account = firm.Given(Named, Certificate(), new CredentialRevoked("r1", Start.AddDays(1), true, "ladder:1-20")).Account;
        Then([], Review(account, [], OfCertificate));
        Then([], Review(firm.Given(Named, Certificate()).Account, [], OfCertificate));
    }

    [Fact]
    public void a_loan_whose_first_day_is_corrected_to_before_the_title_is_marked()
    {
        var before = new LoanReportCorrected(Id, "f1", LoanReport.Terms, Terms, Terms with { StartOn = Since.AddDays(-1) }, null, "typo", Spec.Today, "zhang");
        Then([new LoanBasisCorrected(Id, Since.AddDays(-1), new("notHeld", Recognised.Ref), Spec.Today)], Review(firm.Given(Named, Certificate()).Account, [], OfCertificate, before));
    }

    [Fact]
    public void a_title_that_is_given_back_takes_the_mark_away()
    {
        var account = firm.Given(Named, Certificate(), new CredentialRevoked("r1", Wrong, true, "ladder:1-20")).Account;
        var restored = firm.Given(new CredentialRestored("r1", Wrong, new(2027, 2, 28), "ladder:1-30")).Account;
        Then([Marked], Review(account, [], OfCertificate));
        var undone = Review(restored, [Told], OfCertificate, Marked);
        Assert.IsType<LoanBasisRestored>(Assert.Single(undone));
        Then([], Review(restored, [Told], OfCertificate, Marked, undone[0]));
    }

    [Fact]
    public void a_report_that_was_taken_back_is_left_alone() => Then([], Review(
        firm.Given(Named).Account, [], OfCertificate, new LoanReportCorrected(Id, "f1", LoanReport.Loan, null, null, null, "typo", Spec.Today, "zhang")));

    [Fact]
    public void a_person_says_what_came_of_a_mark_and_a_new_mark_waits_again()
    {
        var reviewed = new LoanBasisReviewed(Id, BasisOutcome.Noted, "paid back", "函1号", Spec.Today, "li");
        var command = new ReviewBasis(BasisOutcome.Noted, "paid back", "函1号");
        Then([reviewed], ReviewBasis.Decide(command, Given(OfCertificate, Marked), "li", Spec.Today));
        Then([], ReviewBasis.Decide(command, Given(OfCertificate, Marked, reviewed), "li", Spec.Today));
        Spec.Throws("loan.not-marked", () => ReviewBasis.Decide(command, Given(OfCertificate), "li", Spec.Today));
        Spec.Throws("field.text", () => ReviewBasis.Decide(command with { Reason = "" }, Given(OfCertificate, Marked), "li", Spec.Today));
        Assert.Null(Given(OfCertificate, Marked, reviewed, new LoanBasisRestored(Id, Recognised, Spec.Today), Marked).Mark!.Review);
    }

    private static object[] Review(FirmAccount account, ToldEntry[] told, params object[] given) =>
        ReviewLoan.Decide(Given(given), account, told, position => $"1-{position}", Spec.Today);
}
