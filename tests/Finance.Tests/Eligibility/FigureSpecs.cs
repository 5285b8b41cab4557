using Cultivation.Finance.Eligibility;
using Cultivation.Finance.Eligibility.Figures;
using Cultivation.Finance.Products;
using static Cultivation.Finance.Tests.Samples;

namespace Cultivation.Finance.Tests.Eligibility;

/// <summary>Eligibility by annual figures: the size rule of Tongxiang's tech loans (桐科 2017 art. 3), sales of at most 50 million yuan in the last year.</summary>
public sealed class FigureSpecs
{
    private static readonly Product SizeLoan = Made("size-loan", "科技信用贷款", "Tech credit by size", SizeRule);
    private static readonly Basis Recorded = new("figureRecorded", "ladder:1-20");
    private static readonly Basis PeriodEnded = new("periodEnded", "product:size-loan:1");
    private static readonly DateOnly NewYear = new(2027, 1, 1);
    private readonly Spec spec = new Spec().Offering([SizeLoan], Partner("bank-a", "size-loan"));

    private static FirmFounded Founded => new(new DateOnly(2020, 5, 1), "310114", "ladder:1-1");

    [Fact]
    public void a_figure_makes_a_firm_eligible_from_the_day_on_which_it_was_recorded()
    {
        spec.Given(Named, Founded, Consent("bank-a"));
        var told = Told("bank-a", SizeLoan, 5, new DateOnly(2026, 11, 20), Recorded) with { ExpiresOn = NewYear, WithinDays = 60 };
        spec.When(Sales(49_000_000)).Then(Sales(49_000_000), new EligibilityGranted("size-loan", 1, new DateOnly(2026, 11, 20), Recorded), told);
        spec.When().Then();
    }

    [Theory]
    [InlineData(50_000_000, true)]
    [InlineData(50_000_000.01, false)]
    public void the_threshold_itself_is_met(double sales, bool eligible)
    {
        spec.Given(Named, Founded);
        spec.When(Sales((decimal)sales));
        Assert.Equal(eligible, spec.Account.Claims.Length == 1);
    }

    [Fact]
    public void a_figure_of_another_definition_or_of_a_group_is_none()
    {
        spec.Given(Named, Founded);
        spec.When(new FigureLearnt(Sales(1).Figure with { FactId = "x", DefinitionId = "sales.other" }), new FigureLearnt(Sales(1).Figure with { Scope = "consolidated" }));
        Assert.Empty(spec.Account.Claims);
    }

    [Fact]
    public void a_wrong_figure_is_a_correction_of_what_was_claimed_by_it()
    {
        spec.Given(Named, Founded, Sales(49_000_000), Consent("bank-a"));
        var corrected = new FigureCorrected("f2025", "sales", 51_000_000, "ladder:1-30");
        spec.When(corrected);
        var basis = new Basis("figureCorrected", "ladder:1-30");
        Assert.Equal(new EligibilityCorrected("size-loan", 4, new DateOnly(2026, 11, 20), basis), spec.Events[1]);
        Assert.Equal(DisclosureKind.Corrected, Assert.IsType<EligibilityDisclosed>(spec.Events[2]).Kind);
        Assert.Equal(basis, ((EligibilityDisclosed)spec.Events[2]).Basis);
    }

    [Fact]
    public void so_is_a_figure_that_there_never_was()
    {
        spec.Given(Named, Founded, Sales(49_000_000));
        var annulled = new FigureAnnulled("f2025", "sales", "ladder:1-30");
        spec.When(annulled).Then(
            annulled, new EligibilityCorrected("size-loan", 4, new DateOnly(2026, 11, 20), new Basis("figureAnnulled", "ladder:1-30")));
    }

    [Fact]
    public void a_correction_that_crosses_no_threshold_tells_nobody_anything()
    {
        spec.Given(Named, Founded, Sales(49_000_000), Consent("bank-a"));
        var corrected = new FigureCorrected("f2025", "sales", 48_000_000, "ladder:1-30");
        spec.When(corrected).Then(corrected);
    }

    [Theory]
    [InlineData("2026-11-30", null)]
    [InlineData("2026-12-02", 30)]
    public void a_bank_is_warned_before_a_year_passes_out_of_sight(string day, int? within)
    {
        spec.Given(Named, Founded, Sales(49_000_000), Consent("bank-a"));
        spec.On(DateOnly.Parse(day, System.Globalization.CultureInfo.InvariantCulture)).When();
        Assert.Equal(within, spec.Events.Cast<EligibilityDisclosed>().SingleOrDefault()?.WithinDays);
        Assert.All(spec.Events, e => Assert.Equal(PeriodEnded, ((EligibilityDisclosed)e).Basis));
    }

    [Fact]
    public void the_year_ends_and_the_next_figure_makes_it_eligible_again()
    {
        spec.Given(Named, Founded, Sales(49_000_000)).On(NewYear);
        spec.When().Then(new EligibilityWithdrawn("size-loan", 4, NewYear, PeriodEnded));
        spec.On(new DateOnly(2027, 4, 10));
        var next = new FigureLearnt(new Figure("f2026", 2026, "sales", "sales.tx", 30_000_000, "CNY", "audited", "legalPerson", new(2027, 4, 10), "ladder:1-40"));
        spec.When(next).Then(next, new EligibilityGranted("size-loan", 1, new DateOnly(2027, 4, 10), new Basis("figureRecorded", "ladder:1-40")));
    }

    [Fact]
    public void an_account_is_looked_at_when_the_year_comes_near_and_when_it_begins()
    {
        spec.Given(Named, Founded, Sales(49_000_000));
        Assert.Equal(new DateOnly(2026, 12, 2), Warnings.NextDay(spec.Account, spec.Catalogue, Spec.Today));
        Assert.Equal(NewYear, Warnings.NextDay(spec.Account, spec.Catalogue, new DateOnly(2026, 12, 2)));
    }

    [Fact]
    public void a_firm_grows_too_old_on_the_day_after_its_anniversary()
    {
        spec.Offering([Made("young-loan", "初创贷", "Loan for the young", AgeRule)]).Given(Named, new FirmFounded(new DateOnly(2022, 2, 28), "310114", "ladder:1-1"));
        Assert.Equal(new DateOnly(2026, 1, 1), Assert.Single(spec.Account.Claims).From);
        spec.On(new DateOnly(2027, 2, 28)).When().Then();
        spec.On(new DateOnly(2027, 3, 1)).When().Then(
            new EligibilityWithdrawn("young-loan", 3, new DateOnly(2027, 3, 1), new Basis("periodEnded", "product:young-loan:1")));
    }

    [Fact]
    public void a_product_reads_the_figures_of_all_its_versions_and_no_others()
    {
        Assert.Equal(["sales"], new ProductRules(SizeLoan).Metrics);
        Assert.Empty(new ProductRules(CredentialLoan).Metrics);
    }

    [Fact]
    public void what_an_account_lacks_is_learnt_from_what_is_known()
    {
        spec.Given(Named, Founded, Sales(49_000_000));
        var known = new[] { Sales(49_000_000).Figure, Sales(1).Figure with { FactId = "f2024", FiscalYear = 2024 } };
        Assert.Equal([new FigureLearnt(known[1])], KnownFigures.Missing(spec.Account, known));
        Assert.Equal(
            [new FigureCorrected("f2025", "sales", 5, "ladder:1-21")], KnownFigures.Missing(spec.Account, [Sales(5).Figure with { Ref = "ladder:1-21" }]));
    }

    private static FigureLearnt Sales(decimal value) =>
        new(new Figure("f2025", 2025, "sales", "sales.tx", value, "CNY", "audited", "legalPerson", new DateOnly(2026, 11, 20), "ladder:1-20"));
}
