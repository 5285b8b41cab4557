namespace Cultivation.Criteria.Tests;

/// <summary>Criteria of a bank's product: the same shape, standing alone.</summary>
public sealed class ProductSpecs
{
    private static readonly Group Product = CriteriaFile.Parse("""
        { "logic": "all", "items": [
          {"id": "stage", "text": {"zh": "高新技术企业或科技小巨人", "en": "HNTE or little giant"}, "metric": "stageHeld", "operator": "holds", "value": ["jd.hnte", "jd.littleGiant"]},
          {"id": "certificate", "text": {"zh": "证书有效", "en": "A valid certificate"}, "metric": "credentialValid", "operator": "holds", "value": "cn.hnte"}] }
        """);

    [Fact]
    public void a_firm_on_the_stage_with_the_certificate_is_eligible_and_the_banks_own_rule_decides()
    {
        var firm = Firm.Empty.Holding("cn.hnte", new(2025, 12, 1), new(2028, 11, 30)) with { Stages = [new("jd.hnte", 4)] };
        var result = Evaluate.Group(Product, firm.Subject, Firm.Day);
        Assert.Equal(Result.Met, result.Result);
        Assert.True(result.MayDecide);
        Assert.Equal(Result.Unmet, Evaluate.Group(Product, firm.Subject, new(2028, 12, 1)).Result);
        Assert.Equal(Result.Unmet, Evaluate.Group(Product, (firm with { Stages = [] }).Subject, Firm.Day).Result);
    }

    [Theory]
    [InlineData(">=", "4", 4, Result.Met)]
    [InlineData(">=", "4", 3, Result.Unmet)]
    [InlineData("between", "[1, 4]", 5, Result.Unmet)]
    [InlineData("between", "[1, 4]", 0, Result.Unmet)]
    [InlineData("lacks", "\"s4\"", 4, Result.Unmet)]
    [InlineData("lacks", "\"s4\"", 3, Result.Met)]
    public void a_stage_may_be_asked_for_by_its_order_or_its_absence(string comparison, string value, int order, Result expected)
    {
        var group = CriteriaFile.Parse($$"""{"logic": "any", "items": [{"id": "o", "text": {"zh": "阶段", "en": "stage"}, "metric": "stageHeld", "operator": "{{comparison}}", "value": {{value}}}]}""");
        var firm = order == 0 ? Firm.Empty : Firm.Empty with { Stages = [new($"s{order}", order), new("s1", 1)] };
        Assert.Equal(expected, Evaluate.Group(group, firm.Subject, Firm.Day).Result);
    }

    [Fact]
    public void a_product_may_bring_metrics_of_its_own()
    {
        var group = CriteriaFile.Parse("""
            { "definitions": {"loan.asked": {"fact": "loanAsked", "unit": "CNY", "name": {"zh": "申请额", "en": "loan asked for"}, "text": {"zh": "申请额", "en": "loan asked for"}}},
              "metrics": {"loanAsked": {"kind": "fact", "unit": "CNY", "definition": "loan.asked", "year": "thisYear", "name": {"zh": "申请额", "en": "loan asked for"}, "text": {"zh": "申请额", "en": "loan asked for"}}},
              "logic": "all", "items": [{"id": "max", "text": {"zh": "不超过1000万元", "en": "At most 10 million"}, "metric": "loanAsked", "operator": "<=", "value": 10000000}] }
            """);
        var asked = new Fact(2026, "loanAsked", "loan.asked", 10_000_001, "CNY", "selfReported", "legalPerson", "loan-1");
        var answer = Evaluate.Group(group, Firm.Empty.Subject with { Facts = [asked] }, Firm.Day).Criteria.Single();
        Assert.Equal(Result.Unmet, answer.Result);
        Assert.Equal(1, answer.ShortBy);
    }

    [Theory]
    [InlineData("holds", "4", "$.items[0].value")]
    [InlineData("owns", "\"jd.hnte\"", "$.items[0].operator")]
    public void faults_are_named_as_in_a_programme(string comparison, string value, string path)
    {
        var json = $$"""{"logic": "all", "items": [{"id": "o", "text": {"zh": "阶段", "en": "stage"}, "metric": "stageHeld", "operator": "{{comparison}}", "value": {{value}}}]}""";
        Assert.Equal(path, Assert.Throws<ProgrammeInvalid>(() => CriteriaFile.Parse(json)).Errors.Single().Path);
    }
}
