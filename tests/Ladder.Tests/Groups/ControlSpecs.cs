using Cultivation.Criteria;
using Cultivation.Ladder.Groups;
using static Cultivation.Ladder.Tests.Given;

namespace Cultivation.Ladder.Tests.Groups;

public sealed class ControlSpecs
{
    private const string Parent = "91310114YYYY000206";
    private static readonly RecordControl Asked = new(Day("2024-01-01"), "公示系统", Parent, SharePct: 51.5m);
    private static readonly ControlRelationRecorded Recorded = new("c1", Parent, Code, 51.5m, null, Day("2024-01-01"), null, "公示系统");

    [Fact]
    public void control_is_recorded_with_its_validity() => AFirm.When(f => RecordControl.Decide(Asked, f, "c1", Today)).Then(Recorded);

    [Fact]
    public void the_same_relation_again_is_no_event() => AFirm.Given(Recorded).When(f => RecordControl.Decide(Asked, f, "c2", Today)).ThenNothing();

    [Fact]
    public void a_relation_gets_its_end_under_its_id()
    {
        AFirm.Given(Recorded).When(f => RecordControl.Decide(Asked with { RelationId = "c1", ValidTo = Day("2026-01-01") }, f, "c2", Today))
            .Then(Recorded with { ValidTo = Day("2026-01-01") });
        var ended = new Firm().Fold([Registered, Recorded, Recorded with { ValidTo = Day("2026-01-01") }]);
        Assert.True(Assert.Single(ended.Controls).ValidOn(Day("2025-12-31")));
        Assert.False(ended.Controls[0].ValidOn(Day("2026-01-01")));
    }

    [Fact]
    public void relations_that_cannot_be_are_refused()
    {
        AFirm.When(f => RecordControl.Decide(Asked with { ParentCreditCode = null }, f, "c1", Today)).Throws("control.nobody");
        AFirm.When(f => RecordControl.Decide(Asked with { ParentCreditCode = Code }, f, "c1", Today)).Throws("control.itself");
        AFirm.When(f => RecordControl.Decide(Asked with { ParentCreditCode = "1" }, f, "c1", Today)).Throws("firm.credit-code-malformed");
        AFirm.When(f => RecordControl.Decide(Asked with { SharePct = 0 }, f, "c1", Today)).Throws("control.share");
        AFirm.When(f => RecordControl.Decide(Asked with { ValidTo = Day("2024-01-01") }, f, "c1", Today)).Throws("control.days");
        AFirm.When(f => RecordControl.Decide(Asked with { RelationId = "c9" }, f, "c1", Today)).Throws("control.unknown");
    }

    /// <summary>Subtlety 12: a controlling firm that already holds a title can block a child; a group without one leaves it to a person.</summary>
    [Theory]
    [InlineData("cn.gradient.2026.littleGiant", true)]
    [InlineData("cn.gradient.2022.littleGiant", true)]
    [InlineData("cn.hnte", false)]
    public void a_title_of_the_group_can_block_a_child(string title, bool blocks)
    {
        var answers = GroupOf.Judgements(Books.Jiading(), [new GroupMember(Parent, true, 51.5m, "f2", "母公司", [title])]).ToList();
        Assert.Equal(blocks, answers.Any(j => j is { CriterionId: "cn.g26.g10", Met: false }));
    }

    /// <summary>Subtlety 12: conditions are for one legal person, so a group's figure is never used for one firm.</summary>
    [Fact]
    public void a_consolidated_figure_is_never_used_for_one_firm()
    {
        AnnualFactSubmitted Staff(string id, string metric, string definition, decimal value, FactScope scope) =>
            new(id, Code, 2025, metric, definition, value, "person", SourceKind.Audited, scope, null);
        Assert.Equal(Result.Unknown, Share(FactScope.Consolidated));
        Assert.Equal(Result.Met, Share(FactScope.LegalPerson));

        Result Share(FactScope scope)
        {
            var firm = new Firm().Fold([Registered, Staff("1", "staff", "staff.hnte195", 80, scope), Staff("2", "techStaff", "techStaff.hnte195", 20, scope)]);
            return EvaluateStage.Leaves(EvaluateStage.Of(firm, Books.Jiading(), "jd.hnte", Today, [], []).Criteria).Single(c => c.Id == "cn.hnte.c4").Result;
        }
    }
}
