namespace Cultivation.Criteria.Tests;

public sealed class StandingSpecs
{
    private static readonly Firm Startup = (Firm.Empty with { EstablishedOn = new(2023, 5, 1) })
        .With("tax.division", (2026, 310114)).With("staff.yearEnd", (2025, 40)).With("revenue.accounts", (2025, 9_000_000))
        .With("rdStaff.yearEnd", (2025, 8)).With("rdExpense.cs119", (2025, 900_000)).Judged("jd.startup.6", met: true);

    [Fact]
    public void assumed_criteria_are_evaluated_but_do_not_decide()
    {
        var result = Startup.On("jd.startup");
        Assert.Equal(Result.Met, result.Result);
        Assert.False(result.MayDecide);
        Assert.Contains("jd.startup.3", result.ToConfirm);
        Assert.DoesNotContain("jd.startup.3.a", result.ToConfirm);
    }

    [Fact]
    public void confirming_a_composite_confirms_its_parts_and_lets_it_decide()
    {
        var confirmed = Enumerable.Range(1, 6).Select(number => $"jd.startup.{number}").ToArray();
        var result = Startup.On("jd.startup", confirmed: confirmed);
        Assert.True(result.MayDecide);
        Assert.Equal(["jd.startup.shortcut"], result.ToConfirm);
    }

    [Fact]
    public void one_unmet_criterion_that_may_decide_is_enough_to_decide_no()
    {
        var grown = Startup.With("revenue.accounts", (2025, 40_000_000));
        Assert.False(grown.On("jd.startup", confirmed: "jd.startup.3").MayDecide);
        Assert.True(grown.On("jd.startup", confirmed: ["jd.startup.3", "jd.startup.shortcut"]).MayDecide);
        Assert.Equal(Result.Unmet, grown.On("jd.startup").Result);
    }

    [Fact]
    public void a_stage_whose_rule_is_assumed_is_not_decided_before_the_rule_is_confirmed()
    {
        var giant = Firm.Empty.With("output.annual", (2025, 12_000_000_000));
        Assert.Equal(Result.Met, giant.On("jd.excellent").Result);
        Assert.False(giant.On("jd.excellent", confirmed: "jd.ex.2").MayDecide);
        Assert.Contains("jd.excellent.rule", giant.On("jd.excellent", confirmed: "jd.ex.2").ToConfirm);
        Assert.True(giant.On("jd.excellent", confirmed: ["jd.ex.2", "jd.excellent.rule"]).MayDecide);
    }

    [Fact]
    public void secondary_figures_wait_for_a_confirmation_too()
    {
        var answer = Firm.Empty.Answer("jd.littleGiant.cityCultivation", "jd.lgc.1");
        Assert.Equal(Certainty.Secondary, answer.Certainty);
        Assert.False(answer.MayDecide);
        Assert.Equal("jd.lgc.1", answer.ConfirmId);
    }

    [Fact]
    public void a_borrowed_figure_keeps_how_sure_the_figure_is()
    {
        var answer = Startup.Answer("jd.startup", "jd.startup.4");
        Assert.Equal(Certainty.Assumption, answer.Certainty);
        Assert.Equal(Certainty.Documented, answer.FigureCertainty);
    }
}
