namespace Cultivation.Criteria.Tests;

/// <summary>The files as they are shipped: complete, regular, and as certain as the research behind them, no more.</summary>
public sealed class ShippedFileSpecs
{
    private static readonly Dictionary<string, Dictionary<string, string>> Expected =
        JsonSerializer.Deserialize<Dictionary<string, Dictionary<string, string>>>(Files.Expected("draft-certainties"))!;

    private static readonly Dictionary<string, Dictionary<string, string[]>> ByCertainty =
        JsonSerializer.Deserialize<Dictionary<string, Dictionary<string, string[]>>>(Files.Expected("criterion-certainties"))!;

    public static TheoryData<string> All => ["jiading-six-stage", "cn-national-credentials", "shanghai-municipal", "tongxiang-nursery"];

    [Theory]
    [InlineData("jiading-six-stage", 96)]
    [InlineData("cn-national-credentials", 68)]
    [InlineData("shanghai-municipal", 77)]
    [InlineData("tongxiang-nursery", 54)]
    public void every_id_keeps_its_source_certainty_and_flags(string name, int count)
    {
        var found = ProgrammeFile.Parse(Files.Read(name)).Confirmable.ToDictionary(one => one.Standing.Id, one => Describe(one.Standing));
        Assert.Equal(count, Expected[name].Count);
        Assert.Equal(Expected[name], Expected[name].ToDictionary(one => one.Key, one => found.GetValueOrDefault(one.Key) ?? "missing"));
    }

    /// <summary>The lists of the domain notes, part 3: which figures are documented and which are assumptions.</summary>
    [Theory]
    [MemberData(nameof(All))]
    public void criteria_are_as_certain_as_the_notes_say(string name)
    {
        var expected = ByCertainty[name].SelectMany(group => group.Value.Select(id => (Id: id, Certainty: group.Key))).ToList();
        var ids = expected.Select(one => one.Id).ToHashSet();
        var found = ProgrammeFile.Parse(Files.Read(name)).Confirmable.Where(one => ids.Contains(one.Standing.Id))
            .Select(one => (one.Standing.Id, JsonNamingPolicy.CamelCase.ConvertName(one.Standing.Certainty.ToString())));
        Assert.Equal(expected.Order(), found.Order());
    }

    [Theory]
    [InlineData("jiading-six-stage", 15, 2)]
    [InlineData("shanghai-municipal", 6, 2)]
    [InlineData("tongxiang-nursery", 8, 2)]
    public void most_lines_by_which_a_stage_is_left_are_assumed(string name, int assumed, int documented)
    {
        var lines = ProgrammeFile.Parse(Files.Read(name)).Stages.SelectMany(stage => stage.Leave).ToLookup(line => line.Standing.Certainty);
        Assert.Equal((assumed, documented), (lines[Certainty.Assumption].Count(), lines[Certainty.Documented].Count()));
    }

    [Theory]
    [MemberData(nameof(All))]
    public void a_file_has_the_documented_shape(string name) => Assert.Empty(SchemaCheck.Faults(Files.Read("programme.schema"), Files.Read(name)));

    [Fact]
    public void the_shape_is_strict()
    {
        var broken = Files.Read("jiading-six-stage").Replace("\"slaFromProgramme\": true", "\"slaFromProgram\": true").Replace("\"nature\": \"pool\"", "\"nature\": \"lake\"");
        var faults = SchemaCheck.Faults(Files.Read("programme.schema"), broken);
        Assert.Contains("$.stages[0].slaFromProgram is not a property of this shape", faults);
        Assert.Contains("$.stages[2].nature is not one of the known values", faults);
    }

    [Fact]
    public void the_ladder_has_its_six_stages_in_order() => Assert.Equal(
        ["科技创业团队", "初创期科技型企业", "高新技术培育企业", "高新技术企业", "科技小巨人(含培育)企业", "卓越创新企业"],
        Files.Jiading.Stages.OrderBy(stage => stage.Order).Select(stage => stage.Name.Zh));

    [Fact]
    public void the_stage_of_high_tech_enterprises_is_entered_by_the_national_credential_and_left_with_it()
    {
        var stage = Files.Set.Stage("jd.hnte")!;
        Assert.Equal(EntryKind.Credential, stage.Entry.Kind);
        Assert.Equal(["cn.hnte"], stage.Entry.Credentials);
        Assert.Equal(["credentialExpired", "credentialRevoked", "conditionsFailed"], stage.Leave.Select(line => line.Trigger));
        Assert.True(stage.Leave[1].Retroactive);
        Assert.Equal("jd.startup", stage.Leave[1].ToStage);
    }

    [Fact]
    public void losing_the_certificate_puts_a_little_giant_at_risk_and_does_not_end_the_title() =>
        Assert.Equal(LeaveEffect.AtRisk, Files.Set.Stage("jd.littleGiant")!.Leave.Single(line => line.Credential == "cn.hnte").Effect);

    [Fact]
    public void inherited_criteria_are_the_same_criteria() => Assert.Equal(
        ["jd.lgc.1", "jd.lgc.2", "jd.lgc.3", "jd.lg.1", "jd.lg.2", "jd.lg.3", "jd.lg.4", "jd.lg.5", "jd.lgc.9"],
        Files.Set.Credential("jd.littleGiant.city")!.Criteria!.Items.Select(item => item.Id));

    [Theory]
    [MemberData(nameof(All))]
    public void every_metric_says_what_it_is_computed_from(string name)
    {
        var programme = ProgrammeFile.Parse(Files.Read(name));
        var used = programme.Metrics.Values.SelectMany(metric => metric.Reads).ToHashSet();
        Assert.All(programme.Metrics.Values, metric => Assert.False(string.IsNullOrEmpty(metric.Text.En)));
        Assert.All(used, definition => Assert.Same(definition, programme.Definitions[definition.Id]));
    }

    [Fact]
    public void no_text_is_left_untranslated()
    {
        foreach (var text in Files.Set.All.Append(Files.Shanghai).Append(Files.Tongxiang).SelectMany(programme => programme.Confirmable).Select(one => one.Text))
        {
            Assert.Contains(text.Zh, character => character >= 0x4e00);
            Assert.DoesNotContain("TODO", text.En, StringComparison.Ordinal);
        }
    }

    private static string Describe(Standing standing) => string.Join(", ", new[]
    {
        JsonNamingPolicy.CamelCase.ConvertName(standing.Certainty.ToString()),
        standing.Assumption ? "assumed" : null,
        standing.ConfirmBeforeUse ? "confirm" : null,
        standing.FigureCertainty is { } figure ? $"figure {JsonNamingPolicy.CamelCase.ConvertName(figure.ToString())}" : null,
        standing.Source is { } source ? $"from {source.Document.Ref} {source.Article}".Trim() : null,
    }.OfType<string>());
}
