using Cultivation.Criteria;
using static Cultivation.Ladder.Tests.Cases.GivenCase;
using static Cultivation.Ladder.Tests.Given;

namespace Cultivation.Ladder.Tests.Cases;

public sealed class ReviewSpecs
{
    private static readonly ReviewItem[] Sheet = [new("ip", "知识产权", 30), new("growth", "成长性", 20)];
    private static readonly ReviewRules Free = new(null, new(2, 0, 0));
    private static readonly PanelMember[] Two = [new("e1", Expertise.Technical), new("e2", Expertise.Finance)];

    private static readonly object[] Opened =
    [
        new ReviewOpened(Number, null, Sheet, ReviewRule.Mean, At("2026-09-22"), "li"),
        new ReviewerAssigned(Number, "e1", ReviewerRole.Expert, At("2026-09-22"), Expertise.Technical, "li"),
        new ReviewerAssigned(Number, "e2", ReviewerRole.Expert, At("2026-09-22"), Expertise.Finance, "li"),
        Paused("2026-09-22", used: 3, ClockReason.ExpertReview),
    ];

    private static Spec<Case> Reviewed => Accepted.Given(Opened);

    private static ReviewScored Scored(string by, decimal ip, decimal growth, string? correction = null) =>
        new(Number, by, [new("ip", ip), new("growth", growth)], ip + growth, At("2026-09-23"), correction);

    private static ScoreReview Score(decimal ip, decimal growth, string? correction = null) => new([new("ip", ip), new("growth", growth)], correction);

    private static object[] Open(OpenReview command, Case c, ReviewRules rules) =>
        OpenReview.Decide(command, c, rules, Promise(["expertReview"]), At("2026-09-22"), "li", Notices);

    [Fact]
    public void a_panel_is_asked_and_the_clock_stands() => Accepted.When(c => Open(new(Two, Items: Sheet), c, Free)).Then(Opened);

    [Fact]
    public void the_sheet_of_the_programme_is_not_replaced_and_one_is_needed()
    {
        var rules = new ReviewRules(new("cn.hnte.c7", Sheet), new(2, 0, 0));
        Accepted.When(c => Open(new(Two, "cn.hnte.c7", Sheet), c, rules)).Throws("review.sheet-given");
        Accepted.When(c => Open(new(Two), c, Free)).Throws("review.sheet-missing");
        Accepted.When(c => Open(new(Two, Items: [Sheet[0], Sheet[0]]), c, Free)).Throws("review.sheet-missing");
        Reviewed.When(c => Open(new(Two, Items: Sheet), c, Free)).Throws("review.open");
    }

    /// <summary>国科发火〔2016〕195号, recalled: five or more, 60 percent technical, one for finance at least.</summary>
    [Fact]
    public void the_programme_gives_the_sheet_and_says_who_sits_on_the_panel()
    {
        var rules = ReviewRules.Of(Books.Jiading("cn.hnte.experts"), "cn.hnte.c7");
        Assert.Equal((100m, new PanelRule(5, 0.6m, 1)), (rules.Sheet!.Items.Sum(i => i.Most), rules.Panel));
        Assert.Equal(new PanelRule(2, 0, 0), ReviewRules.Of(Books.Jiading(), "cn.hnte.c7").Panel);
        Assert.Equal("review.criterion-not-scored", Assert.Throws<RuleBroken>(() => ReviewRules.Of(Books.Jiading(), "cn.hnte.c5")).Code);
        PanelMember[] five = [.. Two, new("e3", Expertise.Technical), new("e4", Expertise.Management), new("e5", Expertise.Management)];
        Accepted.When(c => Open(new(Two, "cn.hnte.c7"), c, rules)).Throws("review.panel-too-small");
        Accepted.When(c => Open(new(five, "cn.hnte.c7"), c, rules)).Throws("review.panel-composition");
    }

    [Fact]
    public void each_scores_once_and_corrects_with_a_reason()
    {
        Reviewed.When(c => ScoreReview.Decide(Score(25, 18.5m), c, "e1", At("2026-09-23"))).Then(Scored("e1", 25, 18.5m));
        var scored = Reviewed.Given(Scored("e1", 25, 18.5m));
        scored.When(c => ScoreReview.Decide(Score(25, 18.5m), c, "e1", At("2026-09-23"))).ThenNothing();
        scored.When(c => ScoreReview.Decide(Score(26, 18), c, "e1", At("2026-09-23"))).Throws("review.scored-already");
        scored.When(c => ScoreReview.Decide(Score(26, 18, "笔误"), c, "e1", At("2026-09-23"))).Then(Scored("e1", 26, 18, "笔误"));
        Reviewed.When(c => ScoreReview.Decide(Score(31, 1), c, "e1", At("2026-09-23"))).Throws("review.points");
        Reviewed.When(c => ScoreReview.Decide(Score(1.001m, 1), c, "e1", At("2026-09-23"))).Throws("review.points");
        Reviewed.When(c => ScoreReview.Decide(new([new("ip", 1)]), c, "e1", At("2026-09-23"))).Throws("review.items-unscored");
        Reviewed.When(c => ScoreReview.Decide(Score(1, 1), c, "li", At("2026-09-23"))).Throws("review.not-on-panel");
        Accepted.When(c => ScoreReview.Decide(Score(1, 1), c, "e1", At("2026-09-23"))).Throws("review.none-open");
    }

    [Fact]
    public void a_review_is_closed_when_all_have_scored_and_the_clock_goes_on()
    {
        var all = Reviewed.Given(Scored("e1", 25, 18.5m), Scored("e2", 20, 10));
        all.When(c => CloseReview.Decide(c, Free.Panel, At("2026-09-28"), "li", Notices)).Then(
            new ReviewClosed(Number, null, 36.75m, 2, At("2026-09-28"), "li"),
            new SlaClockChanged(Number, ClockChange.Resumed, ClockReason.ExpertReview, At("2026-09-28"), 3, 7, Day("2026-10-13"), "li"));
        Reviewed.Given(Scored("e1", 25, 18.5m)).When(c => CloseReview.Decide(c, Free.Panel, At("2026-09-28"), "li", Notices)).Throws("review.sheets-missing");
        all.Given(new ReviewerRecused(Number, "e2", "conflict", null, At("2026-09-24"), "li"))
            .When(c => CloseReview.Decide(c, Free.Panel, At("2026-09-28"), "li", Notices)).Throws("review.panel-too-small");
    }

    [Fact]
    public void a_trimmed_mean_leaves_the_highest_and_the_lowest_out()
    {
        Reviewer One(decimal total) => new("e", Expertise.Technical, [], total);
        Assert.Equal(71.5m, new CaseReview(null, Sheet, ReviewRule.TrimmedMean, [One(90), One(70), One(20), One(73)]).Result());
        Assert.Equal(63.25m, new CaseReview(null, Sheet, ReviewRule.Mean, [One(90), One(70), One(20), One(73)]).Result());
        Accepted.When(c => Open(new(Two, Items: Sheet, Rule: ReviewRule.TrimmedMean), c, Free)).Throws("review.panel-too-small");
    }

    [Fact]
    public void a_reviewer_is_recused_for_good_and_another_takes_the_place()
    {
        var recused = new ReviewerRecused(Number, "e1", "ill", "e3", At("2026-09-24"), "li");
        var replaced = new ReviewerAssigned(Number, "e3", ReviewerRole.Expert, At("2026-09-24"), Expertise.Technical, "li");
        Reviewed.When(c => RecuseReviewer.Decide(new("e1", "ill", "e3"), c, "li", At("2026-09-24"))).Then(recused, replaced);
        Reviewed.Given(recused, replaced).When(c => ScoreReview.Decide(Score(1, 1), c, "e1", At("2026-09-24"))).Throws("review.not-on-panel");
        Reviewed.When(c => RecuseReviewer.Decide(new("e1", "ill", "e2"), c, "li", At("2026-09-24"))).Throws("case.people-missing");
        Reviewed.When(c => DeclareConflict.Decide(new(ConflictKind.Lender), c, "e1", false, At("2026-09-24"))).Then(
            new ConflictDeclared(Number, "e1", Code, ConflictKind.Lender, Day("2026-09-24"), ConflictSource.Self, "e1"),
            recused with { Reason = "conflict", ReplacedBy = null, By = "e1" });
    }

    [Fact]
    public void a_case_is_not_proposed_during_a_review_and_no_person_overrules_it()
    {
        var firm = new Firm().Fold(Registered);
        var propose = new ProposeDecision(CaseDecision.Recommend, "第一批", Judgements: [new("cn.hnte.c7", "我看行", Met: true)]);
        Reviewed.When(c => ProposeDecision.Decide(propose, c, firm, Found(Result.Met), "li", Day("2026-09-24"))).Throws("review.open");
        Reviewed.Given(new ReviewClosed(Number, "cn.hnte.c7", 66, 2, At("2026-09-28"), "li"))
            .When(c => ProposeDecision.Decide(propose, c, firm, Found(Result.Met), "li", Day("2026-09-28"))).Throws("case.judgement-by-review");
    }

    [Fact]
    public void a_stage_that_asks_for_a_visit_is_not_decided_without_one()
    {
        var firm = new Firm().Fold(Registered);
        var asked = new Clause(new("jd.visit", null, Certainty.Documented, false, false, null, null, null), RecordSiteVisit.Kind, new("现场核查", "site check"), null);
        var found = Found(Result.Met) with { Stage = Found(Result.Met).Stage with { Clauses = [asked] } };
        var propose = new ProposeDecision(CaseDecision.Recommend, "第一批");
        var visited = new SiteInspected(Number, Day("2026-09-21"), ["li", "wu"], "场地属实", "li");
        Accepted.When(c => ProposeDecision.Decide(propose, c, firm, found, "li", Day("2026-09-24"))).Throws("case.site-visit-missing");
        var assumed = found with { Stage = found.Stage with { Clauses = [asked with { Standing = asked.Standing with { Assumption = true } }] } };
        Accepted.When(c => ProposeDecision.Decide(propose, c, firm, assumed, "li", Day("2026-09-24"))).Throws("criterion.not-confirmed");
        Accepted.Given(visited).When(c => ProposeDecision.Decide(propose, c, firm, assumed, "li", Day("2026-09-24"))).Then(
            assumed.Evaluated, new DecisionProposed(Number, Code, CaseDecision.Recommend, Day("2026-09-24"), "li", "第一批", null));
        Accepted.When(c => RecordSiteVisit.Decide(new(Day("2026-09-21"), ["li", "wu"], "场地属实"), c, "li", Day("2026-09-22"))).Then(visited);
        Accepted.Given(visited).When(c => RecordSiteVisit.Decide(new(Day("2026-09-21"), ["li", "wu"], "场地属实"), c, "li", Day("2026-09-22"))).ThenNothing();
        Accepted.Given(visited).When(c => ProposeDecision.Decide(propose, c, firm, found, "li", Day("2026-09-24"))).Then(
            found.Evaluated, new DecisionProposed(Number, Code, CaseDecision.Recommend, Day("2026-09-24"), "li", "第一批", null));
        Accepted.When(c => RecordSiteVisit.Decide(new(Day("2026-09-23"), ["li"], "x"), c, "li", Day("2026-09-22"))).Throws("case.visit-day");
        Accepted.When(c => RecordSiteVisit.Decide(new(Day("2026-09-16"), ["li"], "x"), c, "li", Day("2026-09-22"))).Throws("case.visit-day");
        Accepted.When(c => RecordSiteVisit.Decide(new(Day("2026-09-21"), [], "x"), c, "li", Day("2026-09-22"))).Throws("case.people-missing");
    }
}
