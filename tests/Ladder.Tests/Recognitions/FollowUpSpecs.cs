using static Cultivation.Ladder.Tests.Given;

namespace Cultivation.Ladder.Tests.Recognitions;

/// <summary>Subtlety 25: what rested on a cancelled title is marked and a follow-up is drafted; a person decides.</summary>
public sealed class FollowUpSpecs
{
    private static readonly FollowUpDrafted Drafted = new("u1", "f1", Code, "r1", RelianceKind.StageEntry, "jd.hnte", Day("2023-11-15"), []);

    private static Spec<FollowUps> All => new(new FollowUps(), (all, happened) => all.Fold(happened));

    private static readonly Firm Giant = new Firm().Fold(
    [
        Registered, Granted("r1", "2023-11-15", "2026-11-14"), Entered("jd.hnte", "2023-11-15", "r1"),
        Granted("r2", "2025-01-01", "2026-12-31", "LG1", "jd.littleGiant.city"), Entered("jd.littleGiant", "2025-01-01", "r2"),
    ]);

    private static IEnumerable<(RelianceKind, string, string)> Rested(Firm firm, string from) =>
        Reliances.Of(firm, firm.Recognitions[0], Day(from), [], Jiading()).Select(r => (r.Kind, r.Ref, $"{r.On:O}"));

    /// <summary>Subtlety 25: its own stage, the stage above that asks for it, and what banks were told.</summary>
    [Fact]
    public void stages_that_rest_on_it_and_stages_that_ask_for_it_are_marked() => Assert.Equal(
        [
            (RelianceKind.StageEntry, "jd.hnte", "2023-11-15"), (RelianceKind.StageAtRisk, "jd.littleGiant", "2025-01-01"),
            (RelianceKind.BankNotices, "r1", "2024-05-01"),
        ],
        Rested(Giant, "2024-05-01"));

    [Fact]
    public void what_was_over_before_is_not_touched()
    {
        var left = Giant.Fold(Left("jd.littleGiant", "2025-06-01", "x", "r2"));
        Assert.DoesNotContain(Rested(left, "2025-06-01"), r => r.Item1 == RelianceKind.StageAtRisk);
        Assert.Contains(Rested(left, "2025-05-31"), r => r.Item1 == RelianceKind.StageAtRisk);
    }

    [Fact]
    public void a_stage_that_another_valid_title_carries_is_not_at_risk() => Assert.DoesNotContain(
        Rested(Giant.Fold(Granted("r3", "2024-06-01", "2027-05-31", "GR202431000003")), "2024-07-01"), r => r.Item1 == RelianceKind.StageAtRisk);

    [Fact]
    public void each_thing_gets_one_draft_and_what_waits_is_not_drafted_again()
    {
        Reliance[] rested = [new(RelianceKind.StageEntry, "jd.hnte", Day("2023-11-15")), new(RelianceKind.BankNotices, "r1", Day("2024-05-01"))];
        All.When(_ => FollowUps.Drafts(null, "f1", Code, "r1", rested[..1], () => "u1")).Then(Drafted);
        All.Given(Drafted).When(all => FollowUps.Drafts(all, "f1", Code, "r1", rested, () => "u2"))
            .Then(new FollowUpDrafted("u2", "f1", Code, "r1", RelianceKind.BankNotices, "r1", Day("2024-05-01"), []));
    }

    [Fact]
    public void a_person_takes_it_up() => All.Given(Drafted)
        .When(all => ConfirmFollowUp.Decide(new("已立案"), "u1", all, "li", Today)).Then(new FollowUpConfirmed("u1", Today, "li", "已立案"));

    [Fact]
    public void or_dismisses_it_with_a_reason()
    {
        All.Given(Drafted).When(all => DismissFollowUp.Decide(new("无奖励"), "u1", all, "li", Today)).Then(new FollowUpDismissed("u1", Today, "li", "无奖励"));
        All.Given(Drafted).When(all => DismissFollowUp.Decide(new(""), "u1", all, "li", Today)).Throws("field.text");
    }

    [Fact]
    public void it_is_decided_once() => All.Given(Drafted, new FollowUpConfirmed("u1", Today, "li", "已立案"))
        .When(all => DismissFollowUp.Decide(new("无奖励"), "u1", all, "li", Today)).Throws("follow-up.decided");

    [Fact]
    public void an_unknown_one_is_not_decided() => All.Given(Drafted).When(all => ConfirmFollowUp.Decide(new("x"), "u9", all, "li", Today)).Throws("follow-up.unknown");

    [Fact]
    public void a_title_that_is_given_back_leaves_no_draft_that_waits() => All
        .Given(Drafted, Drafted with { FollowUpId = "u2", Ref = "jd.pool" }, new FollowUpConfirmed("u1", Today, "li", "已立案"))
        .When(all => FollowUps.Moot(all, "沪行终〔2026〕1号", "li", Today))
        .Then(new FollowUpDismissed("u2", Today, "li", "recognitionRestored 沪行终〔2026〕1号"));
}
