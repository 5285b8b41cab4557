namespace Cultivation.Criteria.Tests;

public sealed class ParsingSpecs
{
    private const string Minimal = """
        { "id": "p", "version": "1", "title": {"zh": "试", "en": "Trial"}, "jurisdiction": {"code": "310114", "name": "嘉定"}, "effectiveFrom": "2026-01-01",
          "sources": {"law": {"docNo": "1号"}},
          "definitions": {"d": {"fact": "sales", "unit": "CNY", "name": {"zh": "销售", "en": "sales"}, "text": {"zh": "销售", "en": "sales"}}},
          "metrics": {"sales": {"kind": "fact", "unit": "CNY", "definition": "d", "name": {"zh": "销售", "en": "sales"}, "text": {"zh": "销售", "en": "sales"}}},
          "stages": [{"id": "s1", "order": 1, "name": {"zh": "一", "en": "One"}, "nature": "pool", "holder": "enterprise", "decidedBy": "x", "recommendedBy": "y",
            "entry": {"kind": "districtDecision"}, "effective": {"from": "2026-01-01"},
            "leave": [{"id": "s1.leave", "trigger": "termEnded", "effective": "endOfTerm", "text": {"zh": "期满", "en": "ended"}, "certainty": "documented"}],
            "criteria": {"logic": "all", "items": [
              {"id": "c1", "text": {"zh": "销售", "en": "Sales"}, "metric": "sales", "operator": ">=", "value": 100, "source": {"ref": "law"}, "certainty": "documented"}]}}] }
        """;

    [Fact]
    public void a_small_programme_of_ones_own_parses_and_evaluates_without_code()
    {
        var set = new ProgrammeSet(ProgrammeFile.Parse(Minimal));
        var fact = new Fact(2025, "sales", "d", 100, "CNY", "taxReturn", "legalPerson", "f1");
        var subject = new Subject(new(2020, 1, 1), "310114", [fact], [], [], []);
        Assert.Equal(Result.Met, Evaluate.Stage(set, "s1", subject, new(2026, 5, 1), Firm.Nothing).Result);
        Assert.Equal(Result.Unmet, Evaluate.Stage(set, "s1", subject with { Facts = [fact with { Value = 99.99m }] }, new(2026, 5, 1), Firm.Nothing).Result);
    }

    [Theory]
    [InlineData("\">=\"", "\"=>\"", "$.stages[0].criteria.items[0].operator", "unknown operator '=>'")]
    [InlineData("\"metric\": \"sales\"", "\"metric\": \"profit\"", "$.stages[0].criteria.items[0].metric", "'profit' is not defined in this file")]
    [InlineData("\"ref\": \"law\"", "\"ref\": \"lore\"", "$.stages[0].criteria.items[0].source.ref", "'lore' is not defined in this file")]
    [InlineData("\"definition\": \"d\"", "\"definition\": \"e\"", "$.metrics.sales.definition", "'e' is not defined in this file")]
    [InlineData("\"kind\": \"fact\"", "\"kind\": \"guess\"", "$.metrics.sales.kind", "unknown kind 'guess'")]
    [InlineData("\"id\": \"c1\", ", "", "$.stages[0].criteria.items[0]", "'id' is missing")]
    [InlineData("\"id\": \"c1\"", "\"id\": \"s1\"", "$.stages[0].criteria.items[0].id", "the id 's1' is used twice")]
    [InlineData("\"order\": 1", "\"order\": \"1\"", "$.stages[0].order", "must be a whole number")]
    [InlineData("\"effectiveFrom\": \"2026-01-01\"", "\"effectiveFrom\": \"2026-02-30\"", "$.effectiveFrom", "'2026-02-30' is not a day of the form 2026-11-22")]
    [InlineData("\"value\": 100", "\"value\": \"100\"", "$.stages[0].criteria.items[0].value", "must be one number")]
    [InlineData("\"value\": 100", "\"valeu\": 100", "$.stages[0].criteria.items[0].valeu", "is not a property of this shape")]
    [InlineData("\"value\": 100", "\"value\": 1e20", "$.stages[0].criteria.items[0].value", "must not be beyond")]
    [InlineData("\"certainty\": \"documented\"}]}}", "\"certainty\": \"sure\"}]}}", "$.stages[0].criteria.items[0].certainty", "unknown certainty 'sure'")]
    [InlineData("\"certainty\": \"documented\"}]}}", "\"certainty\": \"assumption\"}]}}", "$.stages[0].criteria.items[0].assumption", "must be true exactly where")]
    [InlineData("\"trigger\": \"termEnded\"", "\"trigger\": \"termEnded\", \"toStage\": \"s9\"", "$.stages[0].leave[0].toStage", "the stage 's9' is not defined")]
    [InlineData("\"kind\": \"districtDecision\"", "\"kind\": \"credential\"", "$.stages[0].entry.credentials", "must be listed exactly where")]
    [InlineData("\"items\": [", "\"items\": [{\"ref\": \"c9\"}, ", "$.stages[0].criteria.items[0].ref", "'c9' is not defined in this file")]
    [InlineData("\"metric\": \"sales\", \"operator\": \">=\", \"value\": 100, ", "", "$.stages[0].criteria.items[0]", "'metric' is missing")]
    [InlineData("\"version\": \"1\"", "\"version\": {}", "$.version", "must be a text")]
    [InlineData("\"stages\": [", "\"stages\": [7, ", "$.stages[0]", "must be an object")]
    [InlineData("\"stages\":", "\"stages\": [], \"stages\":", "$", "is not JSON")]
    public void a_fault_is_named_by_its_place(string right, string wrong, string path, string message)
    {
        Assert.Contains(right, Minimal, StringComparison.Ordinal);
        var invalid = Assert.Throws<ProgrammeInvalid>(() => ProgrammeFile.Parse(Minimal.Replace(right, wrong)));
        Assert.Contains(invalid.Errors, error => error.Path == path && error.Message.StartsWith(message, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("")]
    [InlineData("{")]
    [InlineData("[]")]
    [InlineData("null")]
    public void what_is_no_object_is_refused(string json) => Assert.Equal("$", Assert.Throws<ProgrammeInvalid>(() => ProgrammeFile.Parse(json)).Errors.Single().Path);

    [Fact]
    public void all_faults_are_told_at_once()
    {
        var invalid = Assert.Throws<ProgrammeInvalid>(() => ProgrammeFile.Parse(Minimal.Replace("\">=\"", "\"=>\"").Replace("\"order\": 1", "\"order\": \"1\"")));
        Assert.Equal(["$.stages[0].criteria.items[0].operator", "$.stages[0].order"], invalid.Errors.Select(error => error.Path).Order());
    }

    [Fact]
    public void the_hash_names_the_content_and_not_the_layout()
    {
        var hash = ProgrammeFile.Parse(Minimal).Hash;
        Assert.Equal(hash, ProgrammeFile.Parse(Minimal.Replace("\n", " ").Replace("\"value\": 100", "\"value\": 1.00e2")).Hash);
        Assert.Equal(hash, ProgrammeFile.Parse(Minimal.Replace("\"id\": \"p\", \"version\": \"1\"", "\"version\": \"1\", \"id\": \"p\"")).Hash);
        Assert.NotEqual(hash, ProgrammeFile.Parse(Minimal.Replace("\"value\": 100", "\"value\": 101")).Hash);
    }

    [Fact]
    public void a_set_wants_what_a_programme_imports()
    {
        var invalid = Assert.Throws<ProgrammeInvalid>(() => new ProgrammeSet(Files.Jiading));
        Assert.Contains(invalid.Errors, error => error.Path == "$.imports[0]");
        Assert.Contains(invalid.Errors, error => error.Message.StartsWith("the credential 'cn.hnte' is defined neither", StringComparison.Ordinal));
    }

    [Fact]
    public void conditions_that_lead_back_to_themselves_are_refused()
    {
        var circle = Minimal.Replace("\"stages\": [", """
            "credentials": [
              {"id": "a", "name": {"zh": "甲", "en": "A"}, "criteria": {"logic": "all", "items": [{"id": "a.1", "text": {"zh": "乙", "en": "B"}, "conditionsOf": "b", "certainty": "documented"}]}},
              {"id": "b", "name": {"zh": "乙", "en": "B"}, "criteria": {"logic": "all", "items": [{"id": "b.1", "text": {"zh": "甲", "en": "A"}, "conditionsOf": "a", "certainty": "documented"}]}}],
            "stages": [
            """);
        var invalid = Assert.Throws<ProgrammeInvalid>(() => new ProgrammeSet(ProgrammeFile.Parse(circle)));
        Assert.Equal(["the conditions of 'a' lead back to themselves", "the conditions of 'b' lead back to themselves"], invalid.Errors.Select(error => error.Message));
    }
}
