namespace Cultivation.Criteria.Tests;

public sealed class FactUseSpecs
{
    [Fact]
    public void a_missing_fact_is_unknown_and_named()
    {
        var answer = Firm.Candidate.Without("techStaff.hnte195", 2025).Answer("cn.hnte", "cn.hnte.c4");
        Assert.Equal(Result.Unknown, answer.Result);
        Assert.Equal("tech staff of 2025 is not recorded", answer.Reason!.En);
        Assert.Equal("缺少2025年度科技人员", answer.Reason.Zh);
    }

    [Theory]
    [InlineData("definition")]
    [InlineData("scope")]
    [InlineData("unit")]
    [InlineData("size")]
    public void a_fact_of_another_definition_scope_or_unit_is_not_used(string difference)
    {
        var answer = Firm.Candidate.Change("techStaff.hnte195", 2025, fact => difference switch
        {
            "definition" => fact with { DefinitionId = "techStaff.sme115" },
            "scope" => fact with { Scope = "consolidated" },
            "unit" => fact with { Unit = "ratio" },
            _ => fact with { Value = 79_000_000_000_000_000_000_000_000_000m },
        }).Answer("cn.hnte", "cn.hnte.c4");

        Assert.Equal(Result.Unknown, answer.Result);
        Assert.NotNull(answer.Inputs.Single(input => input.Name == "techStaff").NotUsed);
        Assert.Contains("cannot be used", answer.Reason!.En, StringComparison.Ordinal);
    }

    [Fact]
    public void a_fact_of_the_right_definition_counts_beside_one_of_another()
    {
        var firm = Firm.Candidate with { };
        var other = firm.Subject.Facts.Single(fact => fact.Metric == "techStaff") with { DefinitionId = "techStaff.sme115", Value = 1 };
        var answer = (firm with { Facts = [.. firm.Facts, other] }).Answer("cn.hnte", "cn.hnte.c4");
        Assert.Equal(Result.Met, answer.Result);
    }

    [Fact]
    public void the_numbers_used_come_with_year_value_and_reference()
    {
        var answer = Firm.Candidate.Answer("cn.hnte", "cn.hnte.c4");
        Assert.Equal(new Input("techStaff", 2025, "techStaff.hnte195", 10, null, "person", "techStaff-2025"), answer.Inputs[0]);
        Assert.Equal(new Citation("hnte32", "国科发火〔2016〕32号", "art.11(4)"), answer.Source);
        Assert.Equal(0.1m, answer.Value);
    }

    [Fact]
    public void unknown_never_becomes_unmet_for_the_whole()
    {
        Assert.Equal(Result.Unknown, Firm.Candidate.Without("techStaff.hnte195", 2025).On("cn.hnte").Result);
        Assert.Equal(Result.Unmet, Firm.Candidate.Without("techStaff.hnte195", 2025).Judged("cn.hnte.c7", value: 70).On("cn.hnte").Result);
    }
}
