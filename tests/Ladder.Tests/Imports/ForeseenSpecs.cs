using Cultivation.Ladder.Imports;
using static Cultivation.Ladder.Tests.Given;

namespace Cultivation.Ladder.Tests.Imports;

/// <summary>A dry run shows what each row would lead to and what other services would be told of it.</summary>
public sealed class ForeseenSpecs
{
    private static readonly ApplyingDay At = new(Jiading(), Today, Now, "li", "名单");

    private static PlannedRow Row(int line, GrantRecognition grant) => new(line, Code) { FirmId = "f1", LegalName = Name, Grant = grant, Change = PlannedChange.Add };

    private static ImportPlan Foreseen(params PlannedRow[] rows) => new ImportPlan([.. rows], []).Foreseen(
        new RecognitionList(), new Dictionary<string, Firm> { [Code] = new Firm().Fold([Registered]) with { Id = "firm:f1", Version = 1 } }, At);

    /// <summary>Subtlety 20: what a wrong list would tell banks can be seen before it is applied.</summary>
    [Fact]
    public void each_row_names_its_events_and_the_messages_among_them_and_all_are_counted()
    {
        var plan = Foreseen(
            Row(2, Certificate("r1", "2020-11-15", "2023-11-14", "GR202031000001")), Row(3, Certificate("r2", "2024-01-10", "2027-01-09")),
            Row(4, Certificate("r3", "2024-01-10", "2027-01-09", type: "cn.techSme")));
        Assert.Equal(
            ["recognition_granted", "recognition_expired", "stage_entered", "stage_left"], plan.Rows[0].Events);
        Assert.Equal(["cn.cultivation.recognition.granted.v1", "cn.cultivation.stage.entered.v1"], plan.Rows[1].Messages);
        Assert.Equal(["cn.cultivation.recognition.granted.v1"], plan.Rows[2].Messages);
        var counted = Consequences.Of(plan.Rows);
        Assert.Equal(
            [
                ("cn.cultivation.recognition.expired.v1", 1), ("cn.cultivation.recognition.granted.v1", 3), ("cn.cultivation.stage.entered.v1", 2),
                ("cn.cultivation.stage.left.v1", 1),
            ],
            counted.Messages.Select(m => (m.Type, m.Count)));
        Assert.All(counted.Messages, m => Assert.Contains("finance", m.Consumers));
        Assert.Contains("consent", counted.NoticeEn, StringComparison.Ordinal);
    }

    [Fact]
    public void rows_of_one_firm_that_forbid_each_other_are_faults()
    {
        var plan = Foreseen(Row(2, Certificate("r1", "2024-01-10", "2027-01-09")), Row(3, Certificate("r2", "2024-01-10", "2027-01-10")));
        Assert.Equal((3, "recognition.differs"), (Assert.Single(plan.Faults).Line, plan.Faults[0].Code));
        Assert.Equal(2, Assert.Single(plan.Rows).Line);
    }

    [Fact]
    public void what_an_earlier_row_of_the_firm_does_already_is_unchanged()
    {
        var plan = Foreseen(Row(2, Certificate("r1", "2024-01-10", "2027-01-09")), Row(3, Certificate("r2", "2024-01-10", "2027-01-09")));
        Assert.Equal([PlannedChange.Add, PlannedChange.Unchanged], plan.Rows.Select(r => r.Change));
    }

    /// <summary>Subtlety 9: a row is matched by its code, then by the firm's names, past and present.</summary>
    [Fact]
    public void a_row_without_a_code_is_matched_by_any_name_that_one_firm_has_or_had()
    {
        PlannedRow Named(int line, string code, string name) => new(line, code) { LegalName = name, Grant = Certificate("r1", "2024-01-10", "2027-01-09") };
        var plan = new ImportPlan([Named(2, Code, "任意"), Named(3, "", "旧名"), Named(4, "", "同名"), Named(5, "", "无此"), Named(6, "91310114YYYY000206", "旧名"), Named(7, "91310114YYYY000206", "无此")], []);
        Assert.Equal(["旧名", "同名", "无此"], plan.Unmatched(new HashSet<string> { Code }));
        var named = new Dictionary<string, string[]> { ["旧名"] = [Code], ["同名"] = [Code, "91310106YYYY00012Q"] };
        var matched = plan.Matched(named, new HashSet<string> { Code });
        Assert.Equal([(2, Code, false), (3, Code, true), (7, "91310114YYYY000206", false)], matched.Rows.Select(r => (r.Line, r.CreditCode, r.MatchedByName)));
        Assert.Equal(
            [(4, "import.name-ambiguous"), (5, "import.name-unknown"), (6, "import.code-differs")],
            matched.Faults.Select(f => (f.Line, f.Code)));
    }
}
