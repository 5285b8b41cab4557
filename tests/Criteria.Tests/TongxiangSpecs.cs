namespace Cultivation.Criteria.Tests;

/// <summary>桐乡市高新企业育苗造林工程 as it is shipped.</summary>
public sealed class TongxiangSpecs
{
    private static readonly Firm Seedling = (Firm.Candidate with { Division = "330483" })
        .With("ip.classOne", (2026, 1)).Judged("tx.pool.4", met: true).Judged("tx.pool.6", met: true);

    [Fact]
    public void the_ladder_has_its_five_stages_in_order() => Assert.Equal(
        ["省科技型企业培育库", "浙江省科技型中小企业", "高企培育库", "高新技术企业", "重点高新企业(登峰计划)"],
        Files.Tongxiang.Stages.OrderBy(stage => stage.Order).Select(stage => stage.Name.Zh));

    [Fact]
    public void RnD_units_and_incubators_climb_ladders_of_their_own()
    {
        Assert.Equal(
            ["rdUnit: 桐乡市级研发机构, 嘉兴市级研发中心, 省级企业研究院", "carrier: 桐乡市级, 嘉兴市级, 省级以上, 加速器"],
            Files.Tongxiang.SideLadders.Select(ladder => $"{ladder.Holder}: {string.Join(", ", ladder.Tiers.OrderBy(tier => tier.Order).Select(tier => tier.Name.Zh))}"));
        Assert.Equal(["reserve", "target", "target", "target"], Files.Tongxiang.SideLadders[0].Clauses.Select(clause => clause.Kind));
        Assert.DoesNotContain(Files.Tongxiang.Stages, stage => stage.Id == "tx.rdUnit");
    }

    [Fact]
    public void a_firm_in_one_pool_may_enter_the_other()
    {
        var pooled = Seedling with { Stages = [new("tx.provPool", 1)] };
        Assert.Equal(Result.Met, pooled.On("tx.pool").Result);
        Assert.Equal(Result.Met, (Seedling with { Stages = [new("tx.pool", 3)] }).Judged("tx.pp.2", met: true).On("tx.provPool").Result);
    }

    [Fact]
    public void a_firm_of_traditional_industry_enters_by_a_retrofit_plan()
    {
        var traditional = (Firm.Empty with { Division = "330483" }).With("industry.aboveScaleTraditional", (2026, 1));
        Assert.Equal(Result.NeedsPerson, traditional.Answer("tx.pool", "tx.pool.5").Result);
        Assert.Equal(Result.Met, traditional.Judged("tx.pool.5.b.2", met: true).Answer("tx.pool", "tx.pool.5").Result);
        Assert.Equal(Result.Unmet, traditional.With("industry.aboveScaleTraditional", (2026, 0)).Answer("tx.pool", "tx.pool.5").Result);
    }

    [Theory]
    [InlineData("330483", Result.Met)]
    [InlineData("330110", Result.Met)]
    [InlineData("310114", Result.Unmet)]
    public void the_province_is_that_of_the_first_two_digits(string division, Result expected) =>
        Assert.Equal(expected, (Firm.Empty with { Division = division }).Answer("tx.provPool", "tx.pp.1.a").Result);

    [Fact]
    public void loans_above_the_line_are_agreed_case_by_case()
    {
        Criterion Line() => Files.Tongxiang.Instruments.Single(one => one.Id == "tx.loan").Criteria!.Items.Single(one => one.Id == "tx.l.2");
        Result Of(Firm firm) => Evaluate.Group(new(Logic.All, [Line()]), firm.Subject, Firm.Day).Result;
        Assert.Equal(Result.Met, Of(Firm.Empty.With("salesRevenue.hnte195", (2025, 50_000_000))));
        Assert.Equal(Result.NeedsPerson, Of(Firm.Empty.With("salesRevenue.hnte195", (2025, 50_000_001))));
        Assert.Equal(Result.Met, Of(Firm.Empty.With("salesRevenue.hnte195", (2025, 60_000_000)).Judged("tx.l.2.b", met: true)));
    }

    [Fact]
    public void the_support_list_names_its_three_loans() => Assert.Equal(
        ["科技担保贷款", "科技信用贷款", "专利权质押贷款"], Files.Tongxiang.Instruments.Single(one => one.Id == "tx.loan").Products.Select(product => product.Name.Zh));
}
