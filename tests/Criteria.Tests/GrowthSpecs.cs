namespace Cultivation.Criteria.Tests;

/// <summary>Growth of main business income over three fiscal years (two intervals) for a little giant: 20 % compound.</summary>
public sealed class GrowthSpecs
{
    [Theory]
    [InlineData(100, 1, 144, Result.Met)]
    [InlineData(100, 1, 143, Result.Unmet)]
    [InlineData(100, 400, 90, Result.Unmet)]
    [InlineData(100, 1, -5, Result.Unmet)]
    [InlineData(0, 100, 900, Result.NeedsPerson)]
    [InlineData(-10, 100, 900, Result.NeedsPerson)]
    public void compound_growth_compares_first_and_last_without_rounding(int first, int middle, int last, Result expected) =>
        Assert.Equal(expected, Income((2023, first), (2024, middle), (2025, last)).Answer("jd.littleGiant.cityCultivation", "jd.lgc.7.a").Result);

    [Fact]
    public void an_irrational_growth_rate_is_shown_and_its_gap_told_in_money()
    {
        var answer = Income((2023, 10_000_000), (2024, 12_000_000), (2025, 14_000_000)).Answer("jd.littleGiant.cityCultivation", "jd.lgc.7.a");
        Assert.Equal(0.183216m, answer.Value);
        Assert.Equal(400_000, answer.Amount);
    }

    [Fact]
    public void a_base_of_zero_can_still_be_judged() => Assert.Equal(
        Result.Met,
        Income((2023, 0), (2024, 1), (2025, 2)).Judged("jd.lgc.7.a", met: true).Answer("jd.littleGiant.cityCultivation", "jd.lgc.7.a").Result);

    [Fact]
    public void a_younger_firm_grows_over_the_years_it_has()
    {
        var firm = Income((2024, 100), (2025, 120)) with { EstablishedOn = new(2024, 2, 1) };
        Assert.Equal(Result.Met, firm.Answer("jd.littleGiant.cityCultivation", "jd.lgc.7.a").Result);
        Assert.Equal(Result.NeedsPerson, (firm with { EstablishedOn = new(2025, 2, 1) }).Answer("jd.littleGiant.cityCultivation", "jd.lgc.7.a").Result);
    }

    [Fact]
    public void profit_or_equity_will_do_instead()
    {
        var shrinking = Income((2023, 300), (2024, 200), (2025, 100)).With("netProfit.accounts", (2023, 3), (2024, 2), (2025, 1));
        Assert.Equal(Result.Unknown, shrinking.Answer("jd.littleGiant.cityCultivation", "jd.lgc.7").Result);
        var funded = shrinking.With("equity.paidIn", (2023, 20_000_000), (2024, 0), (2025, 30_000_000));
        Assert.Equal(Result.Met, funded.Answer("jd.littleGiant.cityCultivation", "jd.lgc.7").Result);
        Assert.Equal(Result.Unmet, funded.Answer("jd.littleGiant.city", "jd.lg.4").Result);
    }

    [Theory]
    [InlineData(90, 120, 92, Result.Met)]
    [InlineData(90, 120, 91, Result.Unmet)]
    [InlineData(90, 0, 91, Result.NeedsPerson)]
    public void average_growth_is_the_mean_of_yearly_rates_brought_to_one_denominator(int first, int middle, int last, Result expected)
    {
        // 120/90 + 92/120 = 2.1 exactly, which no chain of decimals shows.
        var firm = Income((2023, first), (2024, middle), (2025, last));
        Assert.Equal(expected, firm.Answer("cn.gradient.2022.littleGiant", "cn.g22.g1.c").Result);
    }

    private static Firm Income(params (int Year, decimal Value)[] values) => Firm.Empty.With("mainRevenue", values);
}
