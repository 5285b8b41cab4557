using Cultivation.Ladder.Days;
using static Cultivation.Ladder.Tests.Cases.GivenCase;
using static Cultivation.Ladder.Tests.Given;

namespace Cultivation.Ladder.Tests.Cases;

public sealed class SupplementSpecs
{
    private static readonly RequestSupplement Ask = new(["知识产权清单"]);

    /// <summary>Subtlety 16: the clock stops for papers.</summary>
    [Fact]
    public void the_notice_of_everything_missing_stops_the_clock() =>
        Accepted.When(c => RequestSupplement.Decide(Ask, c, Papers, At("2026-09-21"), "li", Notices))
            .Then(Asked("2026-09-21", "2026-09-29"), Paused("2026-09-21", 2));

    [Fact]
    public void before_acceptance_there_is_no_clock_to_stop() =>
        Filed.When(c => RequestSupplement.Decide(Ask, c, Papers, At("2026-09-21"), "li", Notices)).Then(Asked("2026-09-21", "2026-09-29", pauses: false));

    [Fact]
    public void the_last_paper_lets_the_clock_go_on() =>
        Accepted.Given(Asked("2026-09-21", "2026-09-29"), Paused("2026-09-21", 2))
            .When(c => ReceiveSupplement.Decide(new(["知识产权清单"]), c, At("2026-09-24"), "li", Notices)).Then(
                new SupplementReceived(Number, At("2026-09-24"), true, ["知识产权清单"], [], "li"),
                new SlaClockChanged(Number, ClockChange.Resumed, ClockReason.Supplement, At("2026-09-24"), 2, 8, Day("2026-10-13"), "li"));

    [Fact]
    public void while_papers_are_missing_the_clock_stands() =>
        Accepted.Given(Asked("2026-09-21", "2026-09-29") with { Items = ["a", "b"] }, Paused("2026-09-21", 2))
            .When(c => ReceiveSupplement.Decide(new(["a"]), c, At("2026-09-24"), "li", Notices))
            .Then(new SupplementReceived(Number, At("2026-09-24"), false, ["a"], ["b"], "li"));

    [Fact]
    public void papers_that_nobody_asked_for_are_refused() =>
        Accepted.When(c => ReceiveSupplement.Decide(new(["a"]), c, At("2026-09-24"), "li", Notices)).Throws("case.paper-not-asked");

    [Fact]
    public void a_second_notice_names_a_new_fault()
    {
        var answered = Accepted.Given(
            Asked("2026-09-21", "2026-09-29"), Paused("2026-09-21", 2), new SupplementReceived(Number, At("2026-09-24"), true, ["知识产权清单"], [], "li"),
            new SlaClockChanged(Number, ClockChange.Resumed, ClockReason.Supplement, At("2026-09-24"), 2, 8, Day("2026-10-13"), "li"));
        answered.When(c => RequestSupplement.Decide(Ask, c, Papers, At("2026-09-28"), "li", Notices)).Throws("case.everything-at-once");
        answered.When(c => RequestSupplement.Decide(Ask with { NewFault = "清单与证书不符" }, c, Papers, At("2026-09-28"), "li", Notices)).Then(
            Asked("2026-09-28", "2026-10-10", round: 2, fault: "清单与证书不符"), Paused("2026-09-28", 3));
    }

    [Fact]
    public void the_same_notice_again_is_no_event_and_another_one_waits_for_the_answer()
    {
        var asked = Accepted.Given(Asked("2026-09-21", "2026-09-29"), Paused("2026-09-21", 2));
        asked.When(c => RequestSupplement.Decide(Ask, c, Papers, At("2026-09-22"), "li", Notices)).ThenNothing();
        asked.When(c => RequestSupplement.Decide(new(["x"], "y"), c, Papers, At("2026-09-22"), "li", Notices)).Throws("case.supplement-open");
        asked.When(c => ResumeClock.Decide(new(), c, At("2026-09-22"), "li", Notices)).Throws("case.supplement-open");
        Accepted.When(c => RequestSupplement.Decide(new([]), c, Papers, At("2026-09-22"), "li", Notices)).Throws("case.items-missing");
    }

    /// <summary>No words make a new fault of what is still owed: a second notice waits until everything that the first one named has come.</summary>
    [Fact]
    public void what_a_notice_named_is_asked_for_again_only_after_it_came()
    {
        var half = Accepted.Given(
            Asked("2026-09-21", "2026-09-29") with { Items = ["a", "b"] }, Paused("2026-09-21", 2), new SupplementReceived(Number, At("2026-09-24"), false, ["a"], ["b"], "li"));
        foreach (var items in new string[][] { ["a"], ["a", "b"], ["b", "c"] })
            half.When(c => RequestSupplement.Decide(new(items, "新发现的问题"), c, Papers, At("2026-09-25"), "li", Notices)).Throws("case.supplement-open");
        half.When(c => RequestSupplement.Decide(new(["b"], "新发现的问题"), c, Papers, At("2026-09-25"), "li", Notices)).ThenNothing();
    }

    /// <summary>Subtlety 17: a missed supplement sends the case back.</summary>
    [Fact]
    [Trait("subtlety", "17")]
    public void a_missed_supplement_sends_the_case_back_after_its_last_day()
    {
        var gaps = Filed.Given(AcceptedOn("2026-09-18", "2026-10-09", ["研发费用辅助账"]), Gaps("2026-09-28"));
        gaps.When(c => LapseDue.Decide(c, Day("2026-09-27"), Day("2026-09-28"), "s")).ThenNothing();
        gaps.When(c => LapseDue.Decide(c, Day("2026-09-28"), Day("2026-09-29"), "s"))
            .Then(new CaseReturned(Number, ["研发费用辅助账"], Day("2026-09-28"), Day("2026-09-29"), "s"));
    }

    [Fact]
    public void a_filing_that_was_never_accepted_lapses_when_nobody_answers()
    {
        var asked = Filed.Given(Asked("2026-09-21", "2026-09-29", pauses: false));
        var lapsed = new CaseLapsed(Number, ["知识产权清单"], Day("2026-09-29"), Day("2026-09-30"), "s");
        asked.When(c => LapseDue.Decide(c, Day("2026-09-29"), Day("2026-09-30"), "s")).Then(lapsed);
        asked.Given(lapsed).When(c => LapseDue.Decide(c, Day("2026-09-30"), Day("2026-10-01"), "s")).ThenNothing();
        asked.Given(lapsed).When(c => ReceiveSupplement.Decide(new(["知识产权清单"]), c, At("2026-10-08"), "li", Notices)).Throws("case.not-open");
    }

    [Fact]
    public void papers_that_come_before_acceptance_start_the_check_anew() =>
        new Spec<Case>(new Case(), (c, e) => c.Fold(e)).Given(
            new CaseSubmitted(Number, "jd.pool", Code, "f1", "p", CaseChannel.Town, At("2026-09-17"), Day("2026-09-23"), Papers),
            Asked("2026-09-21", "2026-09-29", pauses: false)).When(c => ReceiveSupplement.Decide(new(["知识产权清单"]), c, At("2026-09-24"), "li", Notices)).Then(
                new SupplementReceived(Number, At("2026-09-24"), false, ["知识产权清单"], [], "li"),
                new DeadlineMoved(Number, CaseDeadline.CompletenessCheck, Day("2026-10-09"), ClockReason.Supplement, At("2026-09-24"), "li"));
}
