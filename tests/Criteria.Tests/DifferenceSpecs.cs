using System.Text.Json.Nodes;

namespace Cultivation.Criteria.Tests;

public sealed class DifferenceSpecs
{
    private static readonly string Jiading = Files.Read("jiading-six-stage");

    private static ImmutableArray<Change> After(Action<JsonNode> edit)
    {
        var next = JsonNode.Parse(Jiading)!;
        edit(next);
        return Differences.Between(Jiading, next.ToJsonString());
    }

    /// <summary>The object with an id, wherever it stands.</summary>
    private static JsonObject Find(JsonNode? node, string id) => All(node).First(one => (string?)one["id"] == id);

    private static IEnumerable<JsonObject> All(JsonNode? node) => node switch
    {
        JsonObject one => one.SelectMany(member => All(member.Value)).Prepend(one),
        JsonArray list => list.SelectMany(All),
        _ => [],
    };

    [Theory]
    [InlineData("jiading-six-stage")]
    [InlineData("cn-national-credentials")]
    [InlineData("shanghai-municipal")]
    [InlineData("tongxiang-nursery")]
    public void layout_and_the_number_of_a_version_are_no_differences(string name) =>
        Assert.Empty(Differences.Between(Files.Read(name), JsonNode.Parse(Files.Read(name).Replace("2026.11-draft", "2027.01-", StringComparison.Ordinal))!.ToJsonString()));

    [Fact]
    public void a_figure_is_told_with_the_old_and_the_new_one()
    {
        var change = After(file => Find(file, "jd.startup.2")["value"] = 6).Single();
        Assert.Equal((ChangeKind.Changed, "jd.startup.2", "value"), (change.Kind, change.Id, change.Property));
        Assert.Equal("$.stages[1].criteria.items[0].items[1]", change.Path);
        Assert.Equal((5, 6), (change.Old!.Value.GetInt32(), change.New!.Value.GetInt32()));
        Assert.Equal("“成立年限”:成立年限由不超过5年改为不超过6年", change.Text.Zh);
        Assert.Equal("Five years or less since registration: years since registration changes from at most 5 years to at most 6 years", change.Text.En);
    }

    [Fact]
    public void a_strict_edge_is_a_difference()
    {
        var change = After(file => Find(file, "jd.ex.2")["operator"] = ">=").Single();
        Assert.Equal("test", change.Property);
        Assert.Equal("“百亿级创新型企业”:年产值由超过100亿元改为不低于100亿元", change.Text.Zh);
        Assert.Equal(">", change.Old!.Value.GetProperty("operator").GetString());
    }

    [Fact]
    public void bands_are_told_band_by_band()
    {
        var change = After(file => Find(file, "jd.lg.1")["bands"]![1]!["value"] = 0.4).Single();
        Assert.EndsWith("软件或科技服务类时研发人员占比不低于40%", change.Text.Zh, StringComparison.Ordinal);
        Assert.Contains("class of the firm is 软件或科技服务类: share of R&D staff at least 50 %", change.Text.En, StringComparison.Ordinal);
    }

    [Fact]
    public void a_figure_that_becomes_sure_is_a_change_of_certainty()
    {
        var changes = After(file =>
        {
            var rule = Find(file, "jd.pool.2");
            (rule["certainty"], rule["assumption"], rule["confirmBeforeUse"]) = ("documented", false, false);
        });
        Assert.Equal(["certainty", "confirmBeforeUse"], changes.Select(change => change.Property));
        Assert.Equal("“注册时间”:确定程度由暂定改为有据", changes[0].Text.Zh);
        Assert.Equal("Registered for one year or more, or reaches it in 12 months: certainty changes from assumption to documented", changes[0].Text.En);
        Assert.Equal("“注册时间”:使用前须确认由是改为否", changes[1].Text.Zh);
    }

    [Fact]
    public void a_new_criterion_and_a_dropped_one_are_told_once_each_with_all_their_parts()
    {
        var changes = After(file =>
        {
            var items = Find(file, "jd.pool")["criteria"]!["items"]!.AsArray();
            items.Remove(Find(file, "jd.pool.3"));
            items.Add(JsonNode.Parse("""
                {"id": "jd.pool.7", "term": "营业收入", "text": {"zh": "上年营业收入不低于200万元", "en": "Revenue of 2 million yuan or more"}, "metric": "revenue", "operator": ">=",
                  "value": 2000000, "source": {"ref": "product"}, "certainty": "assumption", "assumption": true, "confirmBeforeUse": true}
                """));
        });
        Assert.Equal([(ChangeKind.Added, "jd.pool.7"), (ChangeKind.Removed, "jd.pool.3")], changes.Select(change => (change.Kind, change.Id)));
        Assert.Equal("新增“营业收入”:上年营业收入不低于200万元(营业收入不低于200万元),暂定", changes[0].Text.Zh);
        Assert.Equal("Dropped: At least one class I, or two class II, or an application on file, assumption", changes[1].Text.En);
    }

    [Fact]
    public void a_moved_criterion_is_neither_new_nor_dropped()
    {
        var change = After(file =>
        {
            var six = Find(file, "jd.startup.6");
            Find(file, "jd.startup.general")["items"]!.AsArray().Remove(six);
            Find(file, "jd.startup")["criteria"]!["items"]!.AsArray().Add(six);
        }).Single();
        Assert.Equal((ChangeKind.Moved, "jd.startup.6"), (change.Kind, change.Id));
        Assert.Equal("“信用”由“符合全部一般条件”移至“初创期科技型企业”", change.Text.Zh);
    }

    [Fact]
    public void terms_clocks_leave_lines_and_the_vocabulary_are_compared_too()
    {
        var changes = After(file =>
        {
            Find(file, "jd.pool.validity")["years"] = 2;
            Find(file, "jd.sla.review")["value"] = 12;
            Find(file, "jd.pool.leave.adverseRecord")["toStage"] = "jd.team";
            file["metrics"]!["rdToMainRevenue3y"]!["years"] = 2;
            file["effectiveFrom"] = "2027-01-01";
        });
        Assert.Equal(
            [
                "“政策”:施行日由2019-02-18改为2027-01-01",
                "“研发费用占主营业务收入比重”:年数由3改为2",
                "“在库三年”:年数由3改为2",
                "“不良记录”:转入阶段由“jd.startup”改为“jd.team”",
                "“区级形式审查和现场核查”:数值由15改为12",
            ],
            changes.Select(change => change.Text.Zh));
        Assert.Equal(["$", "$.metrics.rdToMainRevenue3y"], changes.Take(2).Select(change => change.Path));
        Assert.Null(changes[0].Id);
    }

    [Fact]
    public void the_order_of_the_files_turns_the_changes_round()
    {
        var next = Jiading.Replace("\"value\": 30000000", "\"value\": 40000000", StringComparison.Ordinal);
        var (there, back) = (Differences.Between(Jiading, next).Single(), Differences.Between(next, Jiading).Single());
        Assert.Equal("Revenue of 30 million yuan or less: revenue changes from at most 30,000,000 yuan to at most 40,000,000 yuan", there.Text.En);
        Assert.Equal((there.Old!.Value.GetInt32(), there.New!.Value.GetInt32()), (back.New!.Value.GetInt32(), back.Old!.Value.GetInt32()));
    }

    [Fact]
    public void a_file_that_cannot_be_read_is_refused() => Assert.Throws<ProgrammeInvalid>(() => Differences.Between(Jiading, "{}"));
}
