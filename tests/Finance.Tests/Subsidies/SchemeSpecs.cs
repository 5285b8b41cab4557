using Cultivation.Finance.Eligibility;
using Cultivation.Finance.Loans;
using Cultivation.Finance.Reliances;
using Cultivation.Finance.Subsidies.Schemes;
using Cultivation.Finance.Tests.Loans;
using static Cultivation.Finance.Tests.Loans.LoanSamples;
using static Cultivation.Finance.Tests.Subsidies.SubsidySamples;

namespace Cultivation.Finance.Tests.Subsidies;

/// <summary>Rules as data, and who qualifies by them.</summary>
public sealed class SchemeSpecs
{
    private static readonly Before NothingBefore = new(new HashSet<string>(), new HashSet<string>());
    private static readonly PublishScheme Publish = new("premium", "保费补贴", "Premium subsidy", Premium, Source);
    private static readonly Scheme InForce = Made(Published, RateConfirmed);
    private static readonly Loan PaidBack = LoanSamples.Given(Reported, Repaid("R-1", 1_000_000m, 30_000m));

    [Fact]
    public void a_scheme_is_published_in_versions()
    {
        Then([Published], PublishScheme.Decide(Publish, null, "wang", Spec.Today));
        Then([], PublishScheme.Decide(Publish, InForce, "wang", Spec.Today));
        var other = Premium with { Rate = Premium.Rate with { Value = 0.6m } };
        Then([Published with { Version = 2, Rules = other }], PublishScheme.Decide(Publish with { Rules = other }, InForce, "wang", Spec.Today));
    }

    [Fact]
    public void a_figure_without_a_source_or_an_unmarked_assumption_is_refused()
    {
        foreach (var rules in new[]
        {
            Premium with { Rate = Sure(0.5m) with { Source = " " } }, Premium with { Rate = Sure(0.5m) with { Certainty = Certainty.Assumption } },
            Premium with { Rate = Sure(1.1m) }, Premium with { Rate = Sure(0m) }, Premium with { Cap = Sure<decimal?>(0) }, Premium with { ConfirmWithin = Sure(0) },
            Premium with { Products = Sure<string[]>([]) }, Premium with { Products = Sure<string[]>(null!) }, Premium with { Windows = Sure<Window[]>([]) },
            Premium with { Windows = Sure<Window[]>([new(2026, new(2026, 8, 1), new(2026, 7, 31))]) },
            Premium with { Windows = Sure<Window[]>([new(2025, new(2025, 8, 1), new(2026, 8, 1)), new(2026, new(2026, 8, 1), new(2026, 9, 1))]) },
        })
            Spec.Throws("scheme.rules", () => PublishScheme.Decide(Publish with { Rules = rules }, null, "wang", Spec.Today));
    }

    [Fact]
    public void a_figure_is_confirmed_once_with_a_document()
    {
        Then([RateConfirmed], ConfirmFigure.Decide(new(1, "rate", Source), Made(Published), "wang", Spec.Today));
        Then([], ConfirmFigure.Decide(new(1, "rate", Source), InForce, "wang", Spec.Today));
        Spec.Throws("scheme.figure-unknown", () => ConfirmFigure.Decide(new(1, "products", Source), InForce, "wang", Spec.Today));
        Spec.Throws("scheme.version-unknown", () => ConfirmFigure.Decide(new(2, "rate", Source), InForce, "wang", Spec.Today));
        Spec.Throws("field.text", () => ConfirmFigure.Decide(new(1, "rate", ""), Made(Published), "wang", Spec.Today));
    }

    [Fact]
    public void a_firm_qualifies_with_its_numbers_and_what_they_rest_on()
    {
        var found = Find(InForce);
        var firm = Assert.Single(found.Firms);
        Assert.Equal(("f1", Samples.Code, 6_000m, 6_000m), (firm.FirmId, firm.CreditCode, firm.Uncapped, firm.Amount));
        Assert.Equal(Spec.Text(Line), Spec.Text(Assert.Single(firm.Lines)));
        var (run, subsidies) = RunScheme.Decide(new(2026, found.Digest), found, Premium, "li", new(2026, 9, 15));
        Then([new SchemeRun("premium", 1, 2026, found.Digest, 1, 6_000.00m, new(2026, 9, 15), "li")], [run!]);
        Then([Proposed], subsidies);
    }

    [Fact]
    public void interest_is_subsidised_by_what_was_paid_under_a_cap_and_to_the_fen()
    {
        var rules = Premium with { Kind = SubsidyKind.Interest, Rate = Sure(0.3333m), Cap = Sure<decimal?>(9_999m) };
        var firm = Assert.Single(Find(Made(Published with { Rules = rules }), PaidBack).Firms);
        Assert.Equal((9_999m, 9_999m), (firm.Uncapped, firm.Amount));
        firm = Assert.Single(Find(Made(Published with { Rules = rules }), LoanSamples.Given(Reported, Repaid("R-1", 1_000_000m, 30_000.55m))).Firms);
        Assert.Equal((9_999.18m, 9_999m), (firm.Uncapped, firm.Amount));
    }

    [Fact]
    public void what_is_unconfirmed_is_shown_and_records_nothing()
    {
        var found = Find(Made(Published));
        Assert.Equal(["rate"], found.Unconfirmed);
        Spec.Throws("scheme.figures-unconfirmed", () => [RunScheme.Decide(new(2026, found.Digest), found, Premium, "li", Spec.Today)]);
    }

    [Fact]
    public void what_is_recorded_is_what_a_person_saw()
    {
        var seen = Find(InForce).Digest;
        var now = Find(InForce, PaidBack, Other("L-2", 20_000m));
        Assert.NotEqual(seen, now.Digest);
        Spec.Throws("scheme.run-changed", () => [RunScheme.Decide(new(2026, seen), now, Premium, "li", Spec.Today)]);
        Assert.Equal(seen, Find(InForce).Digest);
    }

    /// <summary>Subtlety 22: what is not known is said, and counts neither as nothing nor as met.</summary>
    [Fact]
    public void a_loan_that_does_not_count_is_listed_with_the_reason()
    {
        Assert.Equal(WhyNot.PremiumUnknown, Why(LoanSamples.Given(Reported with { Premium = null }, Repaid("R-1", 1_000_000m))));
        Assert.Equal(WhyNot.NothingPaid, Why(LoanSamples.Given(Reported with { Premium = 0m }, Repaid("R-1", 1_000_000m))));
        Assert.Equal(WhyNot.BasisCorrected, Why(PaidBack.After(new LoanBasisCorrected(LoanSamples.Id, Start, Samples.Entered, Spec.Today))));
        Assert.Equal(WhyNot.Dishonest, Why(PaidBack, Firm(Samples.Stage(), new AdverseListed("a1", "seriousDishonesty", new(2026, 5, 1), "ladder:1-11"))));
        Assert.Equal(WhyNot.FirmHasSubsidy, Why(PaidBack, before: NothingBefore with { Firms = new HashSet<string> { "f1" } }));
        Assert.Equal(WhyNot.LoanCountedBefore, Why(PaidBack, before: NothingBefore with { Loans = new HashSet<string> { LoanSamples.Id } }));
        var holds = Made(Published with { Rules = Premium with { Held = Sure(new Held(["jd.giant"], ["cn.little-giant"])) } });
        Assert.Equal(WhyNot.NotHeld, Assert.Single(Find(holds, PaidBack).LeftOut).Why);
    }

    [Fact]
    public void what_is_off_the_list_or_of_another_kind_stands_in_nobodys_way()
    {
        var listed = new AdverseListed("a1", "seriousDishonesty", new(2026, 5, 1), "ladder:1-11");
        var account = Firm(Samples.Stage(), listed, new AdverseRemoved("a1", new(2026, 6, 1), "ladder:1-12"), listed with { RecordId = "a2", Kind = "tax" });
        Assert.Single(Find(InForce, account, NothingBefore, PaidBack).Firms);
    }

    [Fact]
    public void what_the_scheme_asks_for_must_have_been_held_when_the_loan_began()
    {
        var holds = Made(Published with { Rules = Premium with { Held = Sure(new Held(["jd.hnte"], [])) } });
        var line = Assert.Single(Assert.Single(Find(holds, PaidBack).Firms).Lines);
        Assert.Equal([OnProduct, new Reliance(RelianceKind.Stage, "jd.hnte", Start, "ladder:1-10")], line.Rests);
    }

    [Fact]
    public void days_outside_the_window_other_products_and_open_loans_do_not_count()
    {
        foreach (var loan in new[]
        {
            LoanSamples.Given(Reported, Repaid("R-1", 1_000_000m, on: new(2026, 7, 31))), LoanSamples.Given(Reported, Repaid("R-1", 1_000_000m, on: new(2026, 12, 1))),
            LoanSamples.Given(Reported, Repaid("R-1", 999_999m)), LoanSamples.Given(Reported with { ProductCode = "tech-credit" }, Repaid("R-1", 1_000_000m)),
        })
        {
            var found = Find(InForce, loan);
            Assert.Equal((0, 0), (found.Firms.Length, found.LeftOut.Length));
        }
        Assert.Equal("scheme.no-window", Assert.Throws<Hosting.RuleBroken>(() => Qualifying.Of(InForce, InForce.At(1), 2027, [], Accounts(Firm()), NothingBefore, Spec.Today)).Code);
    }

    private static Loan Other(string number, decimal premium) => LoanSamples.Given(
        Reported with { LoanId = Loan.IdOf("bank-a", number), LoanNo = number, Premium = premium }, Repaid("R-1", 1_000_000m));

    private static WhyNot Why(Loan loan, FirmAccount? account = null, Before? before = null)
    {
        var found = Find(InForce, account ?? Firm(Samples.Stage()), before ?? NothingBefore, loan);
        Assert.Empty(found.Firms);
        return Assert.Single(found.LeftOut).Why;
    }

    private static Qualifying Find(Scheme scheme, params Loan[] loans) =>
        Find(scheme, Firm(Samples.Stage()), NothingBefore, loans.Length == 0 ? [PaidBack] : loans);

    private static Qualifying Find(Scheme scheme, FirmAccount account, Before before, params Loan[] loans) =>
        Qualifying.Of(scheme, scheme.At(null), 2026, loans, Accounts(account), before, Spec.Today);

    private static Dictionary<string, FirmAccount> Accounts(FirmAccount account) => new() { ["f1"] = account };
}
