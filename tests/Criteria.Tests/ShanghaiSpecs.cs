namespace Cultivation.Criteria.Tests;

/// <summary>上海市级科技企业培育项目 as it is shipped.</summary>
public sealed class ShanghaiSpecs
{
    private static Instrument Instrument(string id) => Files.Shanghai.Instruments.Single(one => one.Id == id);

    private static CriterionResult Answer(string instrument, string criterion, Firm firm) =>
        Firm.All(Evaluate.Group(Instrument(instrument).Criteria!, firm.Subject, Firm.Day).Criteria).Single(one => one.Id == criterion);

    [Fact]
    public void the_ladder_has_its_six_stages_in_order() => Assert.Equal(
        ["创业苗圃项目", "科技型中小企业技术创新资金项目", "高新技术企业", "科技小巨人培育企业", "科技小巨人企业", "上市科创企业储备库"],
        Files.Shanghai.Stages.OrderBy(stage => stage.Order).Select(stage => stage.Name.Zh));

    [Fact]
    public void agreements_are_titles_that_the_city_grants_and_a_term_runs_for()
    {
        foreach (var stage in Files.Shanghai.Stages.Where(stage => stage.Nature == "agreement"))
        {
            Assert.Equal([$"{stage.Id}.title"], stage.Entry.Credentials);
            Assert.NotNull(Files.ShanghaiSet.Credential($"{stage.Id}.title")!.Criteria);
        }
        Assert.Equal(2, Files.ShanghaiSet.Stage("sh.littleGiant")!.Validity!.Years);
        var giant = Firm.Empty.Holding("sh.littleGiant.title", new(2025, 1, 1), new(2026, 12, 31));
        Assert.True(giant.On("sh.littleGiant", new(2026, 12, 31)).Held);
        Assert.False(giant.On("sh.littleGiant", new(2027, 1, 1)).Held);
    }

    [Fact]
    public void inherited_criteria_are_the_same_criteria() => Assert.Equal(
        ["sh.lgc.1", "sh.lgc.2", "sh.lgc.3", "sh.lg.1", "sh.lg.2", "sh.lg.3", "sh.lg.4", "sh.lg.5", "sh.lgc.9"],
        Files.ShanghaiSet.Credential("sh.littleGiant.title")!.Criteria!.Items.Select(item => item.Id));

    [Theory]
    [InlineData(20240731, Result.Unmet)]
    [InlineData(20240801, Result.Met)]
    [InlineData(20250831, Result.Met)]
    [InlineData(20250901, Result.Unmet)]
    public void a_repayment_counts_on_both_edges_of_the_period(int repaidOn, Result expected) =>
        Assert.Equal(expected, Answer("sh.premium", "sh.p.2.a", Firm.Empty.With("loan.repaidOn", (2025, repaidOn))).Result);

    [Fact]
    public void a_renewal_without_repayment_counts_as_one_and_days_are_read_as_days()
    {
        var renewed = Firm.Empty.With("loan.repaidOn", (2025, 20251001)).With("loan.renewedEndedOn", (2025, 20250115));
        Assert.Equal(Result.Met, Answer("sh.premium", "sh.p.2", renewed).Result);
        var missed = Answer("sh.premium", "sh.p.2.a", renewed);
        Assert.Null(missed.ShortBy);
        Assert.Equal([20240801m, 20250831m], missed.Threshold!.Numbers);
    }

    [Fact]
    public void the_premium_subsidy_is_paid_without_an_application_and_gives_three_days_to_answer()
    {
        Assert.Equal(InstrumentMode.WithoutApplication, Instrument("sh.premium").Mode);
        Assert.Equal(InstrumentMode.OnApplication, Instrument("sh.voucher").Mode);
        var answer = Instrument("sh.premium").Sla.Single();
        Assert.Equal((3, "workingDay", "SubsidyConfirmed.noticeReceivedOn"), (answer.Value, answer.Unit, answer.StartsOn));
    }

    [Theory]
    [InlineData(0, 0.56, Result.Unmet)]
    [InlineData(1, 0.6, Result.Met)]
    [InlineData(1, 0.61, Result.Unmet)]
    [InlineData(null, 0.5, Result.Unknown)]
    public void a_first_time_loan_is_compensated_five_points_more(int? first, double share, Result expected)
    {
        var firm = Firm.Empty.With("loan.compensationShare", (2026, (decimal)share));
        Assert.Equal(expected, Answer("sh.risk", "sh.rk.1.a", first is { } yes ? firm.With("loan.first", (2026, yes)) : firm).Result);
    }

    [Fact]
    public void five_products_have_conditions_of_their_own_and_none_may_decide_unconfirmed()
    {
        var products = Instrument("sh.products").Products;
        Assert.Equal(["科技履约贷", "科技微贷通", "小巨人信用贷", "高企贷", "投贷联动"], products.Select(product => product.Name.Zh));
        var hnte = Firm.Empty.Holding("cn.hnte", new(2025, 12, 1), new(2028, 11, 30)).With("loan.amount", (2026, 20_000_000));
        var answer = Evaluate.Group(products.Single(product => product.Id == "sh.products.hnte").Criteria!, hnte.Subject, Firm.Day);
        Assert.Equal(Result.Met, answer.Result);
        Assert.False(answer.MayDecide);
    }
}
