namespace Cultivation.Criteria.Tests;

/// <summary>The eight conditions of 国科发火〔2016〕32号 art. 11 at their boundaries.</summary>
public sealed class HnteConditionSpecs
{
    [Fact]
    public void a_firm_at_every_floor_meets_all_conditions_and_may_be_decided()
    {
        var result = Firm.Candidate.On("jd.hnte");

        Assert.Equal(Result.Met, result.Result);
        Assert.True(result.MayDecide);
        Assert.Empty(result.ToConfirm);
        Assert.Empty(result.Roadmap);
        Assert.False(result.Held);
        Assert.Equal(["jiading-six-stage", "cn-national-credentials"], result.Programmes.Select(used => used.Id));
    }

    [Theory]
    [InlineData("2025-09-01", Result.Met)]
    [InlineData("2025-09-02", Result.Unmet)]
    [InlineData("2026-09-01", Result.Unmet)]
    [InlineData("2026-10-01", Result.Unmet)]
    public void condition_1_counts_365_calendar_days(string establishedOn, Result expected) =>
        Assert.Equal(expected, (Firm.Candidate with { EstablishedOn = Day(establishedOn) }).Answer("cn.hnte", "cn.hnte.c1").Result);

    [Fact]
    public void condition_1_counts_days_and_not_an_anniversary_in_a_leap_year()
    {
        var firm = Firm.Candidate with { EstablishedOn = Day("2023-06-01") };
        Assert.Equal(Result.Met, firm.Answer("cn.hnte", "cn.hnte.c1", Day("2024-05-31")).Result);
        Assert.Equal(Result.Unmet, firm.Answer("cn.hnte", "cn.hnte.c1", Day("2024-05-30")).Result);
    }

    [Fact]
    public void condition_1_says_from_which_day_it_is_met()
    {
        var answer = (Firm.Candidate with { EstablishedOn = Day("2025-12-01") }).Answer("cn.hnte", "cn.hnte.c1");
        Assert.Equal(Day("2026-12-01"), answer.MetOn);
        Assert.Equal(274, answer.Value);
        Assert.Equal(91, answer.ShortBy);
    }

    [Theory]
    [InlineData("cn.hnte.c2")]
    [InlineData("cn.hnte.c3")]
    [InlineData("cn.hnte.c8")]
    public void conditions_2_3_and_8_wait_for_a_person_and_follow_the_judgement(string id)
    {
        Assert.Equal(Result.NeedsPerson, (Firm.Candidate with { Judgements = [] }).Answer("cn.hnte", id).Result);
        Assert.Equal(Result.Met, Firm.Candidate.Judged(id, met: true).Answer("cn.hnte", id).Result);
        Assert.Equal(Result.Unmet, Firm.Candidate.Judged(id, met: false).Answer("cn.hnte", id).Result);
    }

    [Fact]
    public void condition_2_is_about_ownership_and_no_count_of_patents_answers_it() =>
        Assert.Equal(Result.NeedsPerson, (Firm.Candidate with { Judgements = [] }).With("ip.classOne", (2026, 12)).Answer("cn.hnte", "cn.hnte.c2").Result);

    public static TheoryData<decimal, decimal, Result> TechStaff => new()
    {
        { 10m, 100m, Result.Met },
        { 9.99m, 100m, Result.Unmet },
        { 9.9999m, 99.999m, Result.Met },
        { 0m, 100m, Result.Unmet },
        { 5m, 0m, Result.NeedsPerson },
    };

    [Theory]
    [MemberData(nameof(TechStaff))]
    public void condition_4_is_a_tenth_of_staff_in_the_last_year(decimal tech, decimal all, Result expected) =>
        Assert.Equal(expected, Firm.Candidate.With("techStaff.hnte195", (2025, tech)).With("staff.hnte195", (2025, all)).Answer("cn.hnte", "cn.hnte.c4").Result);

    public static TheoryData<decimal, decimal> Bands => new()
    {
        { 50_000_000m, 0.05m },
        { 50_000_000.01m, 0.04m },
        { 200_000_000m, 0.04m },
        { 200_000_000.01m, 0.03m },
        { 1m, 0.05m },
    };

    [Theory]
    [MemberData(nameof(Bands))]
    public void condition_5_takes_its_band_from_the_last_years_sales_with_inclusive_tops(decimal lastYearSales, decimal band)
    {
        var answer = Firm.Candidate.With("salesRevenue.hnte195", (2025, lastYearSales)).Answer("cn.hnte", "cn.hnte.c5");
        Assert.Equal([band], answer.Threshold!.Numbers);
        Assert.NotNull(answer.Threshold.Why);
    }

    public static TheoryData<decimal, decimal, Result> Shares => new()
    {
        { 30_000_000m, 4_500_000m, Result.Met },
        { 30_000_000m, 4_499_999.99m, Result.Unmet },
        { 100_000_000m, 6_400_000m, Result.Met },
        { 100_000_000m, 6_399_999.99m, Result.Unmet },
        { 300_000_000m, 10_800_000m, Result.Met },
        { 300_000_000m, 10_799_999.99m, Result.Unmet },
    };

    [Theory]
    [MemberData(nameof(Shares))]
    public void condition_5_is_three_years_of_RnD_over_three_years_of_sales(decimal lastYearSales, decimal rdOfThreeYears, Result expected)
    {
        var firm = Firm.Candidate
            .With("salesRevenue.hnte195", (2025, lastYearSales))
            .With("rdExpense.hnte195", (2023, 0), (2024, 0), (2025, rdOfThreeYears));
        Assert.Equal(expected, firm.Answer("cn.hnte", "cn.hnte.c5").Result);
    }

    [Fact]
    public void condition_5_is_not_a_mean_of_yearly_ratios()
    {
        // 10 % of 10 million, 1 % of 90 million, 10 % of 40 million: the mean of ratios is 7 %, sum over sum is 4.2 %.
        var answer = Firm.Candidate
            .With("salesRevenue.hnte195", (2023, 10_000_000), (2024, 90_000_000), (2025, 40_000_000))
            .With("rdExpense.hnte195", (2023, 1_000_000), (2024, 900_000), (2025, 4_000_000))
            .Answer("cn.hnte", "cn.hnte.c5");
        Assert.Equal(Result.Unmet, answer.Result);
        Assert.Equal(5_900_000m / 140_000_000m, answer.Value);
        Assert.Equal(1_100_000m, answer.Amount);
    }

    [Fact]
    public void condition_5_never_reads_the_filing_year()
    {
        var firm = Firm.Candidate.With("rdExpense.hnte195", (2026, 0), (2022, 0)).With("salesRevenue.hnte195", (2026, 900_000_000), (2022, 900_000_000));
        var answer = firm.Answer("cn.hnte", "cn.hnte.c5");
        Assert.Equal(Result.Met, answer.Result);
        Assert.Equal([2023, 2024, 2025], answer.Inputs.Select(input => input.Year!.Value).Distinct().Order());
    }

    [Theory]
    [InlineData("2022-12-31", Result.Unknown)]
    [InlineData("2023-12-31", Result.Unknown)]
    [InlineData("2024-01-01", Result.Met)]
    [InlineData("2024-12-31", Result.Met)]
    public void a_short_life_uses_the_years_operated_but_a_missing_year_is_not_a_short_life(string establishedOn, Result expected)
    {
        var firm = (Firm.Candidate with { EstablishedOn = Day(establishedOn) })
            .Without("rdExpense.hnte195", 2023).Without("salesRevenue.hnte195", 2023);
        Assert.Equal(expected, firm.Answer("cn.hnte", "cn.hnte.c5").Result);
    }

    [Fact]
    public void a_firm_of_the_filing_year_has_no_fiscal_year_yet() =>
        Assert.Equal(Result.Unknown, (Firm.Candidate with { EstablishedOn = Day("2026-01-01") }).Answer("cn.hnte", "cn.hnte.c5").Result);

    [Fact]
    public void without_any_sales_there_is_no_share_and_a_person_must_look() =>
        Assert.Equal(
            Result.NeedsPerson,
            Firm.Candidate.With("salesRevenue.hnte195", (2023, 0), (2024, 0), (2025, 0)).Answer("cn.hnte", "cn.hnte.c5").Result);

    public static TheoryData<decimal, Result> Domestic => new()
    {
        { 2_700_000m, Result.Met },
        { 2_699_999.99m, Result.Unmet },
    };

    [Theory]
    [MemberData(nameof(Domestic))]
    public void condition_5_wants_three_fifths_of_RnD_inside_China(decimal domestic, Result expected) =>
        Assert.Equal(expected, Firm.Candidate.With("domesticRd", (2023, 0), (2024, 0), (2025, domestic)).Answer("cn.hnte", "cn.hnte.c5b").Result);

    public static TheoryData<decimal, Result> HighTech => new()
    {
        { 18_000_000m, Result.Met },
        { 17_999_999.99m, Result.Unmet },
    };

    [Theory]
    [MemberData(nameof(HighTech))]
    public void condition_6_is_three_fifths_of_total_income_of_the_last_year(decimal highTech, Result expected) =>
        Assert.Equal(expected, Firm.Candidate.With("htRevenue.hnte195", (2025, highTech)).Answer("cn.hnte", "cn.hnte.c6").Result);

    public static TheoryData<decimal, Result> Scores => new()
    {
        { 70m, Result.Unmet },
        { 70.01m, Result.Met },
        { 71m, Result.Met },
    };

    [Theory]
    [MemberData(nameof(Scores))]
    public void condition_7_wants_more_than_70_points(decimal score, Result expected) =>
        Assert.Equal(expected, Firm.Candidate.Judged("cn.hnte.c7", value: score).Answer("cn.hnte", "cn.hnte.c7").Result);

    [Fact]
    public void the_share_and_the_place_of_RnD_are_one_of_eight_conditions()
    {
        var firm = Firm.Candidate.With("rdExpense.hnte195", (2023, 0), (2024, 0), (2025, 1)).With("domesticRd", (2025, 0));
        Assert.Equal(1, firm.Answer("jd.pool", "jd.pool.5.a").Value);
        Assert.Equal(8, Firm.Empty.Answer("jd.pool", "jd.pool.5.a", Firm.Empty.EstablishedOn).Value);
    }

    private static DateOnly Day(string text) => DateOnly.ParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture);
}
