using Cultivation.Finance.Eligibility;
using Cultivation.Finance.Loans;
using static Cultivation.Finance.Tests.Loans.LoanSamples;

namespace Cultivation.Finance.Tests.Loans;

public sealed class ReportLoanSpecs
{
    [Fact]
    public void a_loan_names_the_entry_that_it_rests_on() => Then([Reported], When(Report));

    [Fact]
    public void an_entry_that_says_that_the_firm_is_eligible_as_before_serves_as_well() =>
        Then([Reported], When(Report, Relied with { Entry = Relied.Entry with { Kind = DisclosureKind.Changed } }));

    [Fact]
    public void the_firm_is_named_by_its_id_as_well() => Then([Reported], When(Report with { CreditCode = null, FirmId = "f1" }));

    [Fact]
    public void a_code_that_was_corrected_since_is_the_firms_as_well_as_the_one_that_the_bank_was_told()
    {
        var renamed = Relied with { CreditCode = "91310114YYYY00034X" };
        Then([Reported with { Uscc = "91310114YYYY00034X" }], When(Report, renamed));
        Then([Reported with { Uscc = "91310114YYYY00034X" }], When(Report with { CreditCode = "91310114YYYY00034X" }, renamed));
        Then([], ReportLoan.Decide(Report, Given(Reported with { Uscc = "91310114YYYY00034X" }), renamed, "bank-a", "zhang", Spec.Today));
    }

    [Fact]
    public void the_same_report_again_is_nothing_new_even_after_a_correction()
    {
        Then([], ReportLoan.Decide(Report, Given(Reported), null, "bank-a", "zhang", Spec.Today));
        var corrected = new LoanReportCorrected(Id, "f1", LoanReport.Terms, Terms, Terms with { Principal = 900_000m }, null, "typo", Spec.Today, "zhang");
        Then([], ReportLoan.Decide(Report, Given(Reported, corrected), null, "bank-a", "zhang", Spec.Today));
    }

    [Fact]
    public void a_number_is_one_loans() => Spec.Throws(
        "loan.number-taken", () => ReportLoan.Decide(Report with { Principal = 2m }, Given(Reported), Relied, "bank-a", "zhang", Spec.Today));

    [Fact]
    public void a_bank_that_had_been_told_of_the_end_before_it_lent_is_marked_not_refused()
    {
        var end = Entry(9, DisclosureKind.Withdrawn, new(2026, 5, 20), new(2026, 5, 21));
        Then([Reported with { ReliedOnEnded = "1-9" }], When(Report, Relied with { Later = [end] }));
        var sameDay = Entry(9, DisclosureKind.Withdrawn, new(2026, 5, 20), Start);
        Then([Reported], When(Report, Relied with { Later = [sameDay] }));
        var later = Entry(9, DisclosureKind.Withdrawn, Start.AddDays(1), new(2026, 5, 21));
        Then([Reported], When(Report, Relied with { Later = [later] }));
        var again = Entry(11, DisclosureKind.Granted, new(2026, 5, 25), new(2026, 5, 26));
        Then([Reported], When(Report, Relied with { Later = [end, again] }));
        Then([Reported], When(Report, Relied with { Later = [Entry(9, DisclosureKind.Withdrawn, new(2026, 5, 20), new(2026, 5, 21), "other")] }));
    }

    [Fact]
    public void what_is_withheld_says_nothing_of_the_firm()
    {
        var withheld = Relied with { Withheld = true };
        Spec.Throws("loan.basis-withheld", () => When(Report, withheld));
        Spec.Throws("loan.basis-withheld", () => When(Report with { CreditCode = "other" }, withheld));
    }

    [Fact]
    public void the_entry_must_have_told_that_this_firm_became_eligible_for_this_product()
    {
        Spec.Throws("loan.basis-unknown", () => ReportLoan.Decide(Report, null, null, "bank-a", "zhang", Spec.Today));
        foreach (var kind in new[] { DisclosureKind.Withdrawn, DisclosureKind.Corrected, DisclosureKind.ConsentEnded })
            Spec.Throws("loan.basis-no-grant", () => When(Report, Relied with { Entry = Entry(7, kind, Samples.Since, Start).Entry }));
        Spec.Throws("loan.basis-other-firm", () => When(Report with { CreditCode = "91310114YYYY00099X" }));
        Spec.Throws("loan.basis-other-firm", () => When(Report with { FirmId = "f2" }));
        Spec.Throws("loan.basis-other-product", () => When(Report with { ProductCode = "tech-credit" }));
        Spec.Throws("loan.basis-later", () => When(Report with { StartOn = Samples.Since.AddDays(-1) }));
    }

    [Fact]
    public void money_rate_and_days_must_make_sense()
    {
        foreach (var principal in new[] { 0m, -1m, 0.001m, 1_000.005m, 200_000_000_000m })
            Spec.Throws("money.amount", () => When(Report with { Principal = principal }));
        Spec.Throws("money.amount", () => When(Report with { Premium = -1m }));
        foreach (var rate in new[] { -0.01m, 1m, 0.0345678m })
            Spec.Throws("loan.rate", () => When(Report with { Rate = rate }));
        Spec.Throws("loan.period-reversed", () => When(Report with { EndOn = Report.StartOn }));
        Spec.Throws("loan.not-yet", () => When(Report with { StartOn = Spec.Today.AddDays(1), EndOn = Spec.Today.AddDays(9) }));
        Spec.Throws("loan.firm-missing", () => When(Report with { CreditCode = null }));
        Spec.Throws("field.text", () => When(Report with { LoanNo = " " }));
    }

    private static object[] When(ReportLoan command, BasisEntry? basis = null) => ReportLoan.Decide(command, null, basis ?? Relied, "bank-a", "zhang", Spec.Today);
}
