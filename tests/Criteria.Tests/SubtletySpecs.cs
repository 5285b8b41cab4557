namespace Cultivation.Criteria.Tests;

/// <summary>What a simple build gets wrong: part 4 of the domain notes, by its numbers, as far as criteria decide it.</summary>
public sealed class SubtletySpecs
{
    [Fact]
    [Trait("subtlety", "6")]
    public void subtlety_6_a_ratio_of_three_years_is_sum_over_sum_and_a_zero_year_has_no_growth()
    {
        // 12 % of 10, 1 % of 90, 6 % of 100 million: the mean of ratios is 6.33 %, sum over sum is 4.05 %.
        var uneven = Firm.Empty.With("rdExpense.hnte195", (2023, 1_200_000), (2024, 900_000), (2025, 6_000_000))
            .With("mainRevenue", (2023, 10_000_000), (2024, 90_000_000), (2025, 100_000_000));
        Assert.Equal(8.1m / 200, uneven.Answer("sh.lgCultivation", "sh.lgc.5").Value);
        Assert.Equal(Result.Unmet, uneven.Answer("sh.lgCultivation", "sh.lgc.5").Result);
        Assert.Equal(Result.NeedsPerson, uneven.With("mainRevenue", (2023, 0)).Answer("sh.lgCultivation", "sh.lgc.7.a").Result);
        var young = (uneven with { EstablishedOn = new(2024, 5, 1) }).Without("mainRevenue", 2023).Without("rdExpense.hnte195", 2023);
        Assert.Equal([2024, 2025], young.Answer("sh.lgCultivation", "sh.lgc.5").Inputs.Select(input => input.Year!.Value).Distinct());
    }

    [Fact]
    [Trait("subtlety", "7")]
    public void subtlety_7_one_word_has_several_definitions_and_one_does_not_stand_for_another()
    {
        var staff = Firm.Empty.With("staff.yearEnd", (2025, 100));
        Assert.Equal(Result.Unknown, staff.With("techStaff.hnte195", (2025, 40)).Answer("tx.provSme", "tx.ps.4").Result);
        Assert.Equal(Result.Met, staff.With("techStaff.zj88", (2025, 10)).Answer("tx.provSme", "tx.ps.4").Result);
        Assert.Equal(Result.Unknown, staff.With("rdStaff.yearEnd", (2025, 40)).With("class.littleGiant", (2026, 1)).Answer("sh.lgCultivation", "sh.lgc.4").Result);
        Assert.Equal(Result.Met, staff.With("rdStaff.yearEnd", (2025, 10)).Answer("sh.innovationFund", "sh.if.5b").Result);
    }

    [Fact]
    [Trait("subtlety", "8")]
    public void subtlety_8_strict_or_not_is_kept_at_the_edge()
    {
        Result Main(string stage, string id, decimal income) => Firm.Empty.With("mainRevenue", (2025, income)).Answer(stage, id).Result;
        Assert.Equal(Result.Met, Main("sh.lgCultivation", "sh.lgc.6", 100_000_000));
        Assert.Equal(Result.Met, Main("sh.littleGiant", "sh.lg.3", 100_000_000));
        Assert.Equal(Result.Unmet, Main("sh.lgCultivation", "sh.lgc.6", 100_000_000.01m));
        Assert.Equal(Result.Unmet, Main("sh.littleGiant", "sh.lg.3", 99_999_999.99m));
        Assert.Equal(Result.Met, Firm.Empty.With("revenue.accounts", (2025, 200_000_000)).Answer("sh.innovationFund", "sh.if.3").Result);
        Assert.Equal(Result.Unmet, Firm.Candidate.Judged("cn.hnte.c7", value: 70).Answer("cn.hnte", "cn.hnte.c7").Result);
    }

    [Fact]
    public void subtlety_13_what_an_absorbed_firm_had_does_not_pass_by_itself()
    {
        // The firm that comes out of a merger or a split has its own age; a group's figure is not its own, and a title of the other is not at hand.
        var fresh = Firm.Candidate with { EstablishedOn = new(2026, 3, 1) };
        Assert.Equal(Result.Unmet, fresh.Answer("cn.hnte", "cn.hnte.c1").Result);
        Assert.Equal(Result.Unknown, fresh.Answer("cn.hnte", "cn.hnte.c5").Result);
        var merged = Firm.Candidate.Change("salesRevenue.hnte195", 2025, fact => fact with { Scope = "consolidated" });
        Assert.Equal(Result.Unknown, merged.Answer("cn.hnte", "cn.hnte.c5").Result);
        Assert.Equal(Result.Unmet, merged.Answer("sh.lgCultivation", "sh.lgc.2").Result);
    }

    [Theory]
    [InlineData("2026-03-31", CaseKind.First, "cn.gradient.2022.littleGiant")]
    [InlineData("2026-04-01", CaseKind.First, "cn.gradient.2026.littleGiant")]
    [InlineData("2026-04-01", CaseKind.Recheck, "cn.gradient.2022.littleGiant")]
    [InlineData("2026-12-31", CaseKind.Recheck, "cn.gradient.2022.littleGiant")]
    [InlineData("2027-01-01", CaseKind.Recheck, "cn.gradient.2026.littleGiant")]
    [InlineData("2022-07-31", CaseKind.First, null)]
    public void subtlety_14_two_rules_are_alive_at_once_for_two_kinds_of_case(string day, CaseKind kind, string? expected)
    {
        foreach (var id in new[] { "cn.gradient.2022.littleGiant", "cn.gradient.2026.littleGiant" })
            Assert.Equal(expected, Files.Set.RuleFor(id, kind, DateOnly.Parse(day, CultureInfo.InvariantCulture))?.Id);
        Assert.Equal("cn.gradient.2026.specialised", Files.Set.RuleFor("cn.gradient.2022.specialised", CaseKind.Recheck, new(2026, 6, 1))!.Id);
    }

    [Fact]
    [Trait("subtlety", "14")]
    public void subtlety_14_each_kind_of_case_is_answered_by_its_own_rule_on_one_day()
    {
        var firm = Firm.Empty.With("niche.years", (2025, 3)).With("revenue.accounts", (2025, 40_000_000));
        StageResult By(CaseKind kind) => firm.On(Files.Set.RuleFor("cn.gradient.2026.littleGiant", kind, Firm.Day)!.Id);
        Assert.Equal(["cn.g22.g1"], By(CaseKind.Recheck).Criteria.Select(one => one.Id));
        Assert.Equal(Result.Unmet, By(CaseKind.First).Criteria.Single(one => one.Id == "cn.g26.g2").Result);
        Assert.Equal(Certainty.Secondary, By(CaseKind.Recheck).Criteria[0].Certainty);
    }

    [Fact]
    [Trait("subtlety", "22")]
    public void subtlety_22_unknown_unmet_waiting_and_not_applying_are_four_answers()
    {
        var voucher = Files.Shanghai.Instruments.Single(one => one.Id == "sh.voucher").Criteria!;
        var answers = Evaluate.Group(voucher, Firm.Empty.With("voucher.used", (2026, 300_001)).Subject, Firm.Day).Criteria.ToDictionary(one => one.Id, one => one.Result);
        Assert.Equal(Result.Unmet, answers["sh.v.1"]);
        Assert.Equal(Result.NotApplicable, answers["sh.v.2"]);
        Assert.Equal(Result.Unknown, answers["sh.v.3"]);
        Assert.Equal(Result.NeedsPerson, Firm.Empty.Answer("sh.innovationFund", "sh.if.2").Result);
    }

    [Fact]
    [Trait("subtlety", "23")]
    public void subtlety_23_a_giant_needs_less_RnD_than_a_cultivation_firm()
    {
        var firm = Firm.Empty.With("rdExpense.hnte195", (2023, 5), (2024, 5), (2025, 5)).With("mainRevenue", (2023, 100), (2024, 100), (2025, 100));
        Assert.Equal(Result.Unmet, firm.Answer("sh.lgCultivation", "sh.lgc.5").Result);
        Assert.Equal(Result.Met, firm.Answer("sh.littleGiant", "sh.lg.2").Result);
    }

    [Fact]
    [Trait("subtlety", "24")]
    public void subtlety_24_one_name_is_several_titles()
    {
        var national = Firm.Empty.Holding("cn.gradient.2022.littleGiant", new(2024, 7, 1), new(2027, 6, 30)).Holding("cn.techSme", new(2026, 6, 1), new(2026, 12, 31));
        Assert.False(national.On("sh.littleGiant").Held);
        Assert.False(national.On("jd.littleGiant").Held);
        Assert.False(national.On("tx.provSme").Held);
        var loan = Files.Tongxiang.Instruments.Single(one => one.Id == "tx.loan").Criteria!.Items.Single(one => one.Id == "tx.l.3");
        CriterionResult Listed(Firm firm) => Evaluate.Group(new(Logic.All, [loan]), firm.Subject, Firm.Day).Criteria[0].Parts.Single(part => part.Id == "tx.l.3.b");
        Assert.Equal(Result.Unmet, Listed(national).Result);
        Assert.Equal(Result.Met, Listed(national.Holding("tx.provSme.title", new(2025, 1, 1))).Result);
    }
}
