namespace Cultivation.Criteria.Tests;

public sealed class RoadmapSpecs
{
    [Fact]
    public void a_gap_is_told_in_both_languages_with_the_money_that_would_close_it()
    {
        var item = Firm.Candidate.With("rdExpense.hnte195", (2025, 1_220_000)).With("domesticRd", (2025, 1_220_000)).On("jd.hnte").Roadmap.Single();

        Assert.Equal("cn.hnte.c5", item.CriterionId);
        Assert.Equal(Reach.Grow, item.Reach);
        Assert.Equal(280_000, item.Amount);
        Assert.Equal("CNY", item.AmountUnit);
        Assert.Equal("研发费用占比为4.69%,比要求的5%低0.31个百分点:3年合计约需增加28万元", item.Text.Zh);
        Assert.Equal("R&D share is 4.69 %, 0.31 percentage points short of 5 %: about 280,000 yuan more over the 3 years", item.Text.En);
    }

    [Fact]
    public void a_tiny_gap_is_never_shown_as_none()
    {
        var item = Firm.Candidate.With("rdExpense.hnte195", (2025, 1_499_999)).On("jd.hnte").Roadmap.Single(item => item.CriterionId == "cn.hnte.c5");
        Assert.Contains("为4.9999988", item.Text.Zh, StringComparison.Ordinal);
        Assert.DoesNotContain("低0个", item.Text.Zh, StringComparison.Ordinal);
    }

    [Fact]
    public void a_score_on_the_edge_is_told_as_more_than() => Assert.Equal(
        "Innovation score is 70 points, and more than 70 points is asked for",
        Firm.Candidate.Judged("cn.hnte.c7", value: 70).On("jd.hnte").Roadmap.Single().Text.En);

    [Fact]
    public void too_much_is_told_as_above() => Assert.Equal(
        "R&D expense is 400,000 yuan, 100,000 yuan short of 500,000 yuan; Revenue is 40,000,000 yuan, 10,000,000 yuan above 30,000,000 yuan",
        string.Join("; ", Firm.Empty.With("rdExpense.cs119", (2025, 400_000)).With("revenue.accounts", (2025, 40_000_000)).On("jd.startup").Roadmap
            .Where(item => item.CriterionId is "jd.startup.3.b" or "jd.startup.5.a").Select(item => item.Text.En)));

    [Fact]
    public void what_is_missing_is_ordered_by_reach()
    {
        var roadmap = (Firm.Candidate with { EstablishedOn = new(2025, 12, 1) })
            .Without("htRevenue.hnte195", 2025)
            .With("techStaff.hnte195", (2025, 9))
            .With("rdExpense.hnte195", (2025, 600_000)).With("domesticRd", (2025, 600_000))
            .Judged("cn.hnte.c2", met: false).On("jd.hnte", new(2026, 9, 1)).Roadmap;

        Assert.Equal(
            [("cn.hnte.c6", Reach.Supply), ("cn.hnte.c1", Reach.Wait), ("cn.hnte.c4", Reach.Grow), ("cn.hnte.c5", Reach.Grow), ("cn.hnte.c2", Reach.Change)],
            roadmap.Select(item => (item.CriterionId, item.Reach)));
        Assert.Equal(new DateOnly(2026, 12, 1), roadmap[1].MetOn);
        Assert.Equal("注册成立一年以上:2026年12月1日起符合", roadmap[1].Text.Zh);
    }

    [Fact]
    public void alternatives_are_marked_as_such()
    {
        var roadmap = Firm.Empty.With("ip.classOne", (2026, 0)).With("ip.classTwo", (2026, 1)).With("ip.pending", (2026, 0)).On("jd.pool").Roadmap;
        Assert.Equal(["jd.pool.3.b", "jd.pool.3.a", "jd.pool.3.c"], roadmap.Where(item => item.OneOf == "jd.pool.3").Select(item => item.CriterionId));
    }

    [Fact]
    public void nothing_is_missing_where_an_alternative_is_met() =>
        Assert.Empty(Firm.Empty.Holding("cn.techSme", new(2026, 6, 1), new(2027, 3, 31)).On("jd.startup").Roadmap);
}
