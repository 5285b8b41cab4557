namespace Cultivation.Criteria.Tests;

public sealed class JiadingStageSpecs
{
    [Theory]
    [InlineData("2025-09-01", Result.Met)]
    [InlineData("2025-08-31", Result.Unmet)]
    [InlineData(null, Result.Met)]
    public void a_team_has_no_company_or_one_of_at_most_twelve_months(string? establishedOn, Result expected)
    {
        var team = Firm.Empty with { EstablishedOn = establishedOn is null ? null : DateOnly.Parse(establishedOn, CultureInfo.InvariantCulture) };
        Assert.Equal(expected, team.Answer("jd.team", "jd.team.1").Result);
    }

    [Theory]
    [InlineData("2026-09-01", Result.Met)]
    [InlineData("2026-09-02", Result.Unmet)]
    public void five_years_or_less_ends_on_the_fifth_anniversary(string day, Result expected) => Assert.Equal(
        expected,
        (Firm.Empty with { EstablishedOn = new(2021, 9, 1) }).Answer("jd.startup", "jd.startup.2", DateOnly.Parse(day, CultureInfo.InvariantCulture)).Result);

    [Fact]
    public void three_years_since_the_29th_of_february_are_full_on_the_28th()
    {
        var firm = Firm.Empty with { EstablishedOn = new(2024, 2, 29) };
        Assert.Equal(Result.Unmet, firm.Answer("jd.littleGiant.cityCultivation", "jd.lgc.1", new(2027, 2, 27)).Result);
        Assert.Equal(Result.Met, firm.Answer("jd.littleGiant.cityCultivation", "jd.lgc.1", new(2027, 2, 28)).Result);
    }

    [Theory]
    [InlineData("310114", Result.Met)]
    [InlineData("310106", Result.Unmet)]
    public void the_district_is_that_of_the_programme(string division, Result expected) =>
        Assert.Equal(expected, (Firm.Empty with { Division = division }).Answer("jd.startup", "jd.startup.1.a").Result);

    [Fact]
    public void a_valid_tech_sme_number_is_a_shortcut()
    {
        var firm = Firm.Empty.Holding("cn.techSme", new(2026, 6, 1), new(2027, 3, 31));
        Assert.Equal(Result.Met, firm.On("jd.startup").Result);
        Assert.NotEqual(Result.Met, firm.On("jd.startup", new(2027, 4, 1)).Result);
    }

    [Fact]
    public void a_certificate_holds_through_its_last_day_and_a_revocation_reaches_back()
    {
        var firm = Firm.Empty.Holding("cn.hnte", new(2023, 12, 12), new(2026, 12, 11));
        Assert.True(firm.On("jd.hnte", new(2026, 12, 11)).Held);
        Assert.False(firm.On("jd.hnte", new(2026, 12, 12)).Held);
        Assert.Equal(Result.Met, firm.On("jd.hnte", new(2026, 12, 11)).Entry.Single().Result);
        Assert.Equal(Result.Met, firm.On("jd.pool", new(2026, 12, 12)).Criteria[0].Result);

        var revoked = Firm.Empty.Holding("cn.hnte", new(2023, 12, 12), new(2026, 12, 11), revokedFrom: new(2024, 1, 1));
        Assert.True(revoked.On("jd.hnte", new(2023, 12, 31)).Held);
        Assert.False(revoked.On("jd.hnte", new(2024, 1, 1)).Held);
    }

    [Fact]
    public void the_pool_counts_what_is_unknown_as_missing_and_names_it()
    {
        var answer = Firm.Candidate.Without("techStaff.hnte195", 2025).Judged("cn.hnte.c7", value: 70).Answer("jd.pool", "jd.pool.5.a");
        Assert.Equal(2, answer.Value);
        Assert.Equal(Result.Met, answer.Result);
        Assert.Equal(["cn.hnte.c4", "cn.hnte.c7"], answer.Inputs.Select(input => input.Content));
        Assert.Equal(Result.Unmet, Firm.Candidate.Without("techStaff.hnte195", 2025).Judged("cn.hnte.c7", value: 70).Judged("cn.hnte.c2", met: false)
            .Answer("jd.pool", "jd.pool.5.a").Result);
    }

    [Theory]
    [InlineData(1, 10, Result.Met)]
    [InlineData(2, 10, Result.Unmet)]
    [InlineData(2, 30, Result.Met)]
    [InlineData(3, 90, Result.NeedsPerson)]
    [InlineData(null, 90, Result.Unknown)]
    public void a_little_giants_share_of_RnD_staff_is_banded_by_its_class(int? kind, int rdStaff, Result expected)
    {
        var firm = Firm.Empty.With("rdStaff.littleGiant", (2025, rdStaff)).With("staff.yearEnd", (2025, 100));
        if (kind is { } code)
            firm = firm.With("class.littleGiant", (2026, code));
        Assert.Equal(expected, firm.Answer("jd.littleGiant.cityCultivation", "jd.lgc.4").Result);
    }

    [Fact]
    public void a_giant_needs_less_RnD_than_a_cultivation_firm()
    {
        var firm = Firm.Empty.With("rdExpense.hnte195", (2023, 5), (2024, 5), (2025, 5)).With("mainRevenue", (2023, 100), (2024, 100), (2025, 100));
        Assert.Equal(Result.Unmet, firm.Answer("jd.littleGiant.cityCultivation", "jd.lgc.5").Result);
        Assert.Equal(Result.Met, firm.Answer("jd.littleGiant.city", "jd.lg.2").Result);
    }

    [Fact]
    public void the_stage_of_little_giants_is_met_by_any_of_its_substates()
    {
        var result = Firm.Empty.On("jd.littleGiant");
        Assert.Equal(["jd.littleGiant.cityCultivation", "jd.littleGiant.city", "jd.littleGiant.district"], result.Criteria.Select(one => one.Id));
        Assert.Equal(Result.Unmet, result.Result);
        Assert.True(Firm.Empty.Holding("jd.littleGiant.district", new(2026, 1, 1), new(2027, 12, 31)).On("jd.littleGiant").Held);
    }

    [Fact]
    public void an_earlier_award_of_any_kind_bars_the_district_round()
    {
        Assert.Equal(Result.Met, Firm.Empty.Answer("jd.littleGiant.district", "jd.lgd.3").Result);
        var ended = Firm.Empty.Holding("jd.littleGiant.cityCultivation", new(2021, 1, 1), new(2022, 12, 31));
        Assert.Equal(Result.Unmet, ended.Answer("jd.littleGiant.district", "jd.lgd.3").Result);
    }

    [Fact]
    public void a_criterion_for_teams_does_not_apply_to_a_firm()
    {
        var voucher = Files.Jiading.Instruments.Single(instrument => instrument.Id == "jd.voucher").Criteria!;
        var firm = (Firm.Empty with { Stages = [new("jd.startup", 2)] }).With("voucher.used", (2026, 250_000));
        var limit = Evaluate.Group(voucher, firm.Subject, Firm.Day).Criteria.Single(one => one.Id == "jd.v.2");
        Assert.Equal([Result.Met, Result.NotApplicable], limit.Parts.Select(part => part.Result));
        Assert.Equal(Result.Met, limit.Result);

        var team = firm with { EstablishedOn = null };
        Assert.Equal(Result.Unmet, Evaluate.Group(voucher, team.Subject, Firm.Day).Criteria.Single(one => one.Id == "jd.v.2").Result);
    }

    [Fact]
    public void an_unknown_stage_is_a_callers_mistake() => Assert.Throws<KeyNotFoundException>(() => Firm.Empty.On("jd.seventh"));
}
