namespace Cultivation.Criteria.Tests;

/// <summary>Ladders beside the main chain, as they are shipped.</summary>
public sealed class SideLadderSpecs
{
    private static readonly DateOnly Granted = new(2024, 7, 1);

    [Fact]
    public void a_district_has_the_side_ladders_of_what_it_imports()
    {
        Assert.Equal(
            ["cn.gradient.first", "cn.gradient.second", "cn.gradient.third"],
            Files.Set.Rungs.Where(rung => rung.Beside?.Id == "cn.gradient").Select(rung => rung.Id));
        Assert.Equal(["cn.gradient.2022.littleGiant", "cn.gradient.2026.littleGiant"], Files.Set.Stage("cn.gradient.third")!.Entry.Credentials);
        Assert.Null(Files.Set.Stage("jd.hnte")!.Beside);
        Assert.DoesNotContain(Files.Set.Main.Stages, stage => stage.Id.StartsWith("cn.", StringComparison.Ordinal));
    }

    /// <summary>Subtlety 14: one rung, one day, two kinds of case, two rules.</summary>
    [Fact]
    public void who_holds_a_title_of_the_rung_is_rechecked_by_the_old_rule_and_others_are_judged_by_the_new_one()
    {
        var holder = Firm.Empty.Holding("cn.gradient.2022.littleGiant", Granted, new(2027, 6, 30));
        Assert.Equal(["cn.g22.g1"], holder.On("cn.gradient.third").Criteria.Select(one => one.Id));
        Assert.Equal("cn.g26.g1", Firm.Empty.On("cn.gradient.third").Criteria[0].Id);
        Assert.Equal("cn.g26.g1", holder.On("cn.gradient.third", new(2027, 1, 1)).Criteria[0].Id);
        Assert.Equal("cn.g26.g1", (Firm.Empty.Holding("cn.gradient.2022.littleGiant", Granted, new(2026, 6, 30))).On("cn.gradient.third").Criteria[0].Id);
        Assert.True(holder.On("cn.gradient.third").Held);
    }

    /// <summary>Whether a case is a re-check is no figure that somebody records: the title held says it, where nobody asks otherwise.</summary>
    [Fact]
    public void growth_is_not_asked_of_who_is_rechecked()
    {
        const string Rule = "cn.gradient.2026.littleGiant";
        DateOnly day = new(2027, 3, 1);
        var shrinking = Firm.Empty.With("mainRevenue", (2024, 90_000_000), (2025, 80_000_000), (2026, 70_000_000));
        var holder = shrinking.Holding("cn.gradient.2022.littleGiant", Granted, new(2027, 6, 30));
        Assert.Equal(Result.Unmet, shrinking.Answer("cn.gradient.third", "cn.g26.g4", day).Result);
        Assert.Equal(Result.NotApplicable, holder.Answer("cn.gradient.third", "cn.g26.g4", day).Result);
        Assert.Equal(Result.Unmet, holder.Answer("cn.gradient.third", "cn.g26.g4", new(2027, 7, 1)).Result);
        Result As(CaseKind kind, Firm firm) => Firm.All(Evaluate.Stage(Files.Set, Rule, firm.Subject, day, Firm.Nothing, kind).Criteria).First(one => one.Id == "cn.g26.g4").Result;
        Assert.Equal((Result.Unmet, Result.NotApplicable), (As(CaseKind.First, holder), As(CaseKind.Recheck, shrinking)));
    }

    [Fact]
    public void the_lowest_rung_of_a_districts_RnD_units_waits_for_its_confirmation()
    {
        var ready = Firm.Empty.With("ip.classOne", (2026, 1)).Judged("tx.rdUnit.county.2", met: true);
        var found = ready.On("tx.rdUnit.county");
        Assert.Equal((Result.Met, false), (found.Result, found.MayDecide));
        Assert.True(ready.On("tx.rdUnit.county", null, "tx.rdUnit.county.1", "tx.rdUnit.county.2").MayDecide);
        Assert.Equal(Result.NeedsPerson, Firm.Empty.With("ip.classOne", (2026, 0)).On("tx.rdUnit.county").Result);
        Assert.Equal(Result.NeedsPerson, Firm.Empty.On("tx.incubator.accelerator").Result);
    }

    [Fact]
    public void a_rung_that_the_district_decides_on_must_say_by_which_criteria()
    {
        var broken = Files.Read("tongxiang-nursery").Replace("\"credentials\": [\"tx.incubator.city.title\"]", "\"credentials\": []", StringComparison.Ordinal)
            .Replace("\"kind\": \"credential\", \"credentials\": []", "\"kind\": \"districtDecision\"", StringComparison.Ordinal);
        var faults = Assert.Throws<ProgrammeInvalid>(() => ProgrammeFile.Parse(broken)).Errors;
        Assert.Contains(faults, fault => fault.Path == "$.sideLadders[1].tiers[1]" && fault.Message.Contains("'criteria' is missing", StringComparison.Ordinal));
    }
}
