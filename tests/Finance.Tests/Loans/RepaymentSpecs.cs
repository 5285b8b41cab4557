using Cultivation.Finance.Loans;
using static Cultivation.Finance.Tests.Loans.LoanSamples;

namespace Cultivation.Finance.Tests.Loans;

/// <summary>Repayments, default, and what was reported by mistake.</summary>
public sealed class RepaymentSpecs
{
    private static readonly ReportRepayment Half = new("R-1", 500_000m, 8_000m, new(2026, 9, 1));
    private static readonly LoanDefaulted Default = new(Id, new(2026, 10, 1), 1_000_000m, Spec.Today, "zhang");

    [Fact]
    public void a_repayment_lowers_what_is_outstanding_and_interest_does_not()
    {
        Then([Repaid("R-1", 500_000m, 8_000m)], Pay(Half, Reported));
        var loan = Given(Reported, Repaid("R-1", 500_000m, 8_000m), Repaid("R-2", 499_999.99m));
        Assert.Equal((0.01m, LoanState.Running, null), (loan.Outstanding, loan.State, loan.RepaidOn));
        loan = loan.After(Repaid("R-3", 0.01m, on: new(2026, 11, 3)));
        Assert.Equal((0m, LoanState.Repaid, new DateOnly(2026, 11, 3)), (loan.Outstanding, loan.State, loan.RepaidOn!.Value));
    }

    [Fact]
    public void the_same_payment_again_is_nothing_new()
    {
        Then([], Pay(Half, Reported, Repaid("R-1", 500_000m, 8_000m)));
        Spec.Throws("loan.repayment-taken", () => Pay(Half with { Interest = 1m }, Reported, Repaid("R-1", 500_000m, 8_000m)));
    }

    [Fact]
    public void a_payment_is_checked()
    {
        Spec.Throws("loan.overpaid", () => Pay(Half with { Principal = 1_000_000.01m }, Reported));
        Spec.Throws("loan.overpaid", () => Pay(Half, Reported, Repaid("R-0", 500_000.01m)));
        Spec.Throws("money.amount", () => Pay(Half with { Principal = -1m }, Reported));
        Spec.Throws("money.amount", () => Pay(Half with { Principal = 0, Interest = 0 }, Reported));
        Spec.Throws("money.amount", () => Pay(Half with { Interest = 0.005m }, Reported));
        Spec.Throws("loan.repayment-day", () => Pay(Half with { PaidOn = Start.AddDays(-1) }, Reported));
        Spec.Throws("loan.repayment-day", () => Pay(Half with { PaidOn = Spec.Today.AddDays(1) }, Reported));
        Spec.Throws("loan.withdrawn", () => Pay(Half, Reported, Corrected(LoanReport.Loan)));
    }

    [Fact]
    public void a_loan_defaults_once_and_may_be_paid_afterwards()
    {
        Then([Default], Fail(new(2026, 10, 1), Reported));
        Then([], Fail(new(2026, 10, 1), Reported, Default));
        Spec.Throws("loan.defaulted-before", () => Fail(new(2026, 10, 2), Reported, Default));
        Spec.Throws("loan.default-day", () => Fail(Start.AddDays(-1), Reported));
        Spec.Throws("loan.default-day", () => Fail(Spec.Today.AddDays(1), Reported));
        Spec.Throws("loan.nothing-outstanding", () => Fail(new(2026, 10, 1), Reported, Repaid("R-1", 1_000_000m)));
        Assert.Equal(LoanState.Defaulted, Given(Reported, Default, Repaid("R-1", 1m)).State);
        Assert.Equal(LoanState.Repaid, Given(Reported, Default, Repaid("R-1", 1_000_000m)).State);
    }

    [Fact]
    public void a_payment_that_there_never_was_is_compensated_and_its_number_is_used_up()
    {
        var paid = Repaid("R-1", 500_000m);
        var undone = Corrected(LoanReport.Repayment, "R-1");
        Then([undone], Correct(new(LoanReport.Repayment, "typo", RepaymentRef: "R-1"), Reported, paid));
        Then([], Correct(new(LoanReport.Repayment, "typo", RepaymentRef: "R-1"), Reported, paid, undone));
        Assert.Equal(1_000_000m, Given(Reported, paid, undone).Outstanding);
        Spec.Throws("loan.repayment-undone", () => Pay(Half, Reported, paid, undone));
        Spec.Throws("loan.repayment-unknown", () => Correct(new(LoanReport.Repayment, "typo", RepaymentRef: "R-9"), Reported));
    }

    [Fact]
    public void wrong_terms_are_put_right_and_both_stand_in_the_stream()
    {
        var right = Terms with { Principal = 800_000m };
        Then([Corrected(LoanReport.Terms) with { Was = Terms, Now = right }], Correct(new(LoanReport.Terms, "typo", right), Reported));
        Spec.Throws("loan.overpaid", () => Correct(new(LoanReport.Terms, "typo", right), Reported, Repaid("R-1", 900_000m)));
        Spec.Throws("loan.starts-after-payment", () => Correct(new(LoanReport.Terms, "typo", Terms with { StartOn = new(2026, 9, 2) }), Reported, Repaid("R-1", 1m)));
        Spec.Throws("money.amount", () => Correct(new(LoanReport.Terms, "typo", right with { Principal = 0 }), Reported));
        Then([], Correct(new(LoanReport.Terms, "typo", Terms), Reported));
    }

    [Fact]
    public void a_correction_says_what_it_corrects()
    {
        Spec.Throws("loan.correction-unclear", () => Correct(new(LoanReport.Terms, "typo"), Reported));
        Spec.Throws("loan.correction-unclear", () => Correct(new(LoanReport.Loan, "typo", Terms), Reported));
        Spec.Throws("loan.correction-unclear", () => Correct(new(LoanReport.Default, "typo", RepaymentRef: "R-1"), Reported));
        Spec.Throws("field.text", () => Correct(new(LoanReport.Loan, ""), Reported));
        Then([Corrected(LoanReport.Loan)], Correct(new(LoanReport.Loan, "typo"), Reported));
        Assert.Equal((LoanState.Withdrawn, 0m), (Given(Reported, Corrected(LoanReport.Loan)).State, Given(Reported, Corrected(LoanReport.Loan)).Outstanding));
    }

    [Fact]
    public void what_a_risk_pool_answers_for_is_not_corrected() => Spec.Throws(
        "loan.claimed", () => Correct(new(LoanReport.Default, "typo"), Reported, Default, new LoanClaimed(Id, "pool", "c1")));

    private static LoanReportCorrected Corrected(LoanReport report, string? repayment = null) =>
        new(Id, "f1", report, null, null, repayment, "typo", Spec.Today, "zhang");

    private static object[] Pay(ReportRepayment command, params object[] given) => ReportRepayment.Decide(command, Given(given), "zhang", Spec.Today);

    private static object[] Fail(DateOnly on, params object[] given) => ReportDefault.Decide(new(on), Given(given), "zhang", Spec.Today);

    private static object[] Correct(CorrectReport command, params object[] given) => CorrectReport.Decide(command, Given(given), "zhang", Spec.Today);
}
