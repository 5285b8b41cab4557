using static Cultivation.Ladder.Tests.Given;

namespace Cultivation.Ladder.Tests.Firms;

public sealed class FactSpecs
{
    private static readonly SubmittedFact Sales = new(2025, "sales", "salesRevenue.hnte195", 48_000_000.5m, "CNY", SourceKind.Audited, FactScope.LegalPerson);
    private static readonly AnnualFactSubmitted Recorded = new(
        "fact-1", Code, 2025, "sales", "salesRevenue.hnte195", 48_000_000.5m, "CNY", SourceKind.Audited, FactScope.LegalPerson, null);

    private static List<AnnualFactSubmitted> Submit(Firm firm, params SubmittedFact[] facts)
    {
        var number = 0;
        return SubmitFacts.Decide(new(facts), firm, Today, () => $"fact-{++number}");
    }

    [Fact]
    public void a_figure_is_recorded_with_definition_and_source() => AFirm.When(f => Submit(f, Sales)).Then(Recorded);

    [Fact]
    public void the_same_figure_again_is_no_event() => AFirm.Given(Recorded).When(f => Submit(f, Sales, Sales)).ThenNothing();

    [Fact]
    public void another_value_must_come_as_a_correction() =>
        AFirm.Given(Recorded).When(f => Submit(f, Sales with { Value = 1 })).Throws("fact.already-recorded");

    [Fact]
    public void two_values_of_one_call_contradict_each_other() => AFirm.When(f => Submit(f, Sales, Sales with { Value = 1 })).Throws("fact.already-recorded");

    [Fact]
    public void another_definition_or_scope_is_another_figure() => AFirm.Given(Recorded)
        .When(f => Submit(f, Sales with { DefinitionId = "mainRevenue" }, Sales with { Scope = FactScope.Consolidated, Value = 1 }))
        .Then(Recorded with { DefinitionId = "mainRevenue" }, Recorded with { FactId = "fact-2", Scope = FactScope.Consolidated, Value = 1 });

    [Theory]
    [InlineData("person", -1)]
    [InlineData("count", -1)]
    [InlineData("count", 1.5)]
    [InlineData("yesNo", 2)]
    [InlineData("point", -5)]
    [InlineData("CNY", 1e14)]
    [InlineData("date", 20260230)]
    [InlineData("month", -1)]
    public void a_figure_that_its_unit_cannot_have_is_refused(string unit, double value) =>
        AFirm.When(f => Submit(f, Sales with { Unit = unit, Value = (decimal)value })).Throws("fact.value-impossible");

    [Fact]
    public void a_loss_is_a_figure() => Assert.Single(Submit(new Firm().Fold(Registered), Sales with { Metric = "netProfit", Value = -3_000_000 }));

    [Fact]
    public void an_unknown_unit_is_refused() => AFirm.When(f => Submit(f, Sales with { Unit = "万元" })).Throws("fact.unit-unknown");

    [Theory]
    [InlineData(2014)]
    [InlineData(2027)]
    public void a_year_before_the_firm_or_after_this_one_is_refused(int year) =>
        AFirm.When(f => Submit(f, Sales with { FiscalYear = year })).Throws("fact.year");

    [Fact]
    public void a_correction_keeps_the_old_value() => AFirm.Given(Recorded)
        .When(f => CorrectFact.Decide(new(50_000_000, "审计调整", Today), "fact-1", f, Today))
        .Then(new AnnualFactCorrected("fact-1", Code, 2025, "sales", 48_000_000.5m, 50_000_000, "审计调整", Today));

    [Fact]
    public void a_second_correction_follows_the_first() => AFirm
        .Given(Recorded, new AnnualFactCorrected("fact-1", Code, 2025, "sales", 48_000_000.5m, 50_000_000, "审计调整", Today))
        .When(f => CorrectFact.Decide(new(51_000_000, "再次调整", Today), "fact-1", f, Today))
        .Then(new AnnualFactCorrected("fact-1", Code, 2025, "sales", 50_000_000, 51_000_000, "再次调整", Today));

    [Fact]
    public void a_correction_to_the_same_value_is_no_event() =>
        AFirm.Given(Recorded).When(f => CorrectFact.Decide(new(48_000_000.5m, "无变化", Today), "fact-1", f, Today)).ThenNothing();

    [Fact]
    public void an_unknown_figure_cannot_be_corrected() =>
        AFirm.When(f => CorrectFact.Decide(new(1, "x", Today), "fact-9", f, Today)).Throws("fact.unknown");
}
