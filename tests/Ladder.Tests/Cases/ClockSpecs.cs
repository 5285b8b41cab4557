using Cultivation.Ladder.Calendars;
using Cultivation.Ladder.Tests.Calendars;
using static Cultivation.Ladder.Tests.Cases.GivenCase;
using static Cultivation.Ladder.Tests.Given;

namespace Cultivation.Ladder.Tests.Cases;

public sealed class ClockSpecs
{
    /// <summary>Subtlety 16, with the example of the domain notes 2.13: neither Monday to Friday (2 October) nor without make-up days (12 October).</summary>
    [Fact]
    [Trait("subtlety", "16")]
    public void ten_working_days_from_18_september_end_on_9_october_and_start_at_acceptance() =>
        Assert.Equal((2, 8, Day("2026-10-09")), CaseClock.Start(AcceptedOn("2026-09-18", null)).Reckon(Day("2026-09-21"), Notices));

    /// <summary>Subtlety 16: the clock stops for papers and expert review.</summary>
    [Fact]
    public void the_clock_stands_for_an_expert_review_and_goes_on_with_the_days_left()
    {
        Accepted.When(c => PauseClock.Decide(new(ClockReason.ExpertReview), c, Promise(["expertReview"]), At("2026-09-22"), "li", Notices))
            .Then(Paused("2026-09-22", used: 3, ClockReason.ExpertReview));
        Accepted.Given(Paused("2026-09-22", used: 3, ClockReason.ExpertReview)).When(c => ResumeClock.Decide(new(), c, At("2026-09-28"), "li", Notices))
            .Then(new SlaClockChanged(Number, ClockChange.Resumed, ClockReason.ExpertReview, At("2026-09-28"), 3, 7, Day("2026-10-13"), "li"));
    }

    /// <summary>Subtlety 16: papers that were asked for while experts looked are waited for, until they have come.</summary>
    [Fact]
    [Trait("subtlety", "16")]
    public void papers_asked_for_while_the_clock_stands_keep_it_standing()
    {
        var asked = Accepted.Given(Paused("2026-09-22", used: 3, ClockReason.ExpertReview), Asked("2026-09-23", "2026-09-30", pauses: false));
        var waits = Paused("2026-09-28", used: 3);
        asked.When(c => ResumeClock.Decide(new(), c, At("2026-09-28"), "li", Notices)).Then(waits with { DaysLeft = 7 });
        asked.Given(waits).When(c => ReceiveSupplement.Decide(new(["知识产权清单"]), c, At("2026-09-29"), "li", Notices).OfType<SlaClockChanged>())
            .Then(new SlaClockChanged(Number, ClockChange.Resumed, ClockReason.Supplement, At("2026-09-29"), 3, 7, Day("2026-10-14"), "li"));
    }

    [Fact]
    public void only_what_the_programme_leaves_out_of_its_promise_stops_the_clock() =>
        Accepted.When(c => PauseClock.Decide(new(ClockReason.Hearing), c, Promise(["expertReview"]), At("2026-09-22"), "li", Notices))
            .Throws("case.clock-not-stopped-by");

    [Fact]
    public void a_standing_clock_is_stopped_for_one_reason()
    {
        var standing = Accepted.Given(Paused("2026-09-22", 3, ClockReason.ExpertReview));
        standing.When(c => PauseClock.Decide(new(ClockReason.ExpertReview), c, Promise(["expertReview"]), At("2026-09-23"), "li", Notices)).ThenNothing();
        standing.When(c => PauseClock.Decide(new(ClockReason.PublicNotice), c, Promise(["publicNotice"]), At("2026-09-23"), "li", Notices))
            .Throws("case.clock-stopped");
        Filed.When(c => PauseClock.Decide(new(ClockReason.PublicNotice), c, Promise(["publicNotice"]), At("2026-09-23"), "li", Notices))
            .Throws("case.not-accepted");
    }

    [Fact]
    public void a_running_clock_need_not_be_resumed() => Accepted.When(c => ResumeClock.Decide(new(), c, At("2026-09-28"), "li", Notices)).ThenNothing();

    [Fact]
    public void a_term_is_extended_once_before_it_ends()
    {
        var extended = new SlaClockChanged(
            Number, ClockChange.Extended, ClockReason.Complexity, At("2026-09-21"), 2, 13, Day("2026-10-15"), "chen", 5, "需要现场核查");
        Accepted.When(c => ExtendClock.Decide(new(5, "需要现场核查"), c, At("2026-09-21"), "chen", Notices)).Then(extended);
        Accepted.Given(extended).When(c => ExtendClock.Decide(new(5, "again"), c, At("2026-09-21"), "chen", Notices)).Throws("case.extended-already");
        Accepted.When(c => ExtendClock.Decide(new(5, "late"), c, At("2026-10-10"), "chen", Notices)).Throws("case.overdue");
        Accepted.When(c => ExtendClock.Decide(new(11, "long"), c, At("2026-09-21"), "chen", Notices)).Throws("case.extension-days");
        Accepted.When(c => ExtendClock.Decide(new(5, ""), c, At("2026-09-21"), "chen", Notices)).Throws("field.text");
    }

    /// <summary>Subtlety 16: next year's calendar comes late. Nobody is refused for that, and no Monday to Friday is assumed.</summary>
    [Fact]
    [Trait("subtlety", "16")]
    public void a_term_over_the_new_year_waits_for_the_calendar_and_is_reckoned_when_it_comes()
    {
        var pending = Filed.Given(AcceptedOn("2026-12-28", null));
        pending.When(c => RecomputeClocks.Decide(c, At("2026-12-30"), "service:ladder", Notices)).ThenNothing();
        var reckoned = new SlaClockChanged(
            Number, ClockChange.Recomputed, ClockReason.CalendarChanged, At("2026-12-30"), 2, 8, Day("2027-01-12"), "service:ladder");
        pending.When(c => RecomputeClocks.Decide(c, At("2026-12-30"), "service:ladder", With2027)).Then(reckoned);
        pending.Given(reckoned).When(c => RecomputeClocks.Decide(c, At("2026-12-30"), "service:ladder", With2027)).ThenNothing();
        Assert.Equal((null, null, null), CaseClock.Start(AcceptedOn("2026-12-28", null)).Reckon(Day("2027-01-05"), Notices));
    }

    [Fact]
    public void the_page_says_that_a_calendar_is_awaited()
    {
        var page = CasePage.Of(new Case().Fold(Submitted).Fold(AcceptedOn("2026-12-28", null)), Day("2026-12-29"));
        Assert.Equal((true, null, false), (page.CalendarPending, page.DueOn, page.Overdue));
    }

    /// <summary>Subtlety 16: a later notice of the same year corrects the calendar.</summary>
    [Fact]
    public void a_corrected_calendar_moves_the_terms_that_run_and_no_others()
    {
        var calendar = Notices[2026];
        var corrected = new Dictionary<int, WorkingCalendar> { [2026] = calendar with { RestDays = [.. calendar.RestDays, Day("2026-09-23")] } };
        Accepted.When(c => RecomputeClocks.Decide(c, At("2026-09-21"), "service:ladder", corrected)).Then(new SlaClockChanged(
            Number, ClockChange.Recomputed, ClockReason.CalendarChanged, At("2026-09-21"), 2, 8, Day("2026-10-10"), "service:ladder"));
        Accepted.Given(Paused("2026-09-21", 2, ClockReason.ExpertReview)).When(c => RecomputeClocks.Decide(c, At("2026-09-21"), "service:ladder", corrected))
            .ThenNothing();
        Accepted.Given(new CaseWithdrawn(Number, WithdrawalReason.ByFirm, Day("2026-09-21"), "li"))
            .When(c => RecomputeClocks.Decide(c, At("2026-09-21"), "service:ladder", corrected)).ThenNothing();
    }

    [Fact]
    public void another_calendar_moves_the_terms_of_papers_and_checks_too()
    {
        var filed = new Spec<Case>(new Case(), (c, e) => c.Fold(e)).Given(Submitted with { SubmittedOn = At("2026-12-28"), CheckTerm = Papers });
        filed.When(c => RecomputeClocks.Decide(c, At("2026-12-29"), "s", With2027)).Then(
            new DeadlineMoved(Number, CaseDeadline.CompletenessCheck, Day("2027-01-05"), ClockReason.CalendarChanged, At("2026-12-29"), "s"));
        Filed.Given(AcceptedOn("2026-12-28", "2027-01-12"), Gaps("2026-12-31")).When(c => RecomputeClocks.Decide(c, At("2026-12-29"), "s", With2027)).Then(
            new DeadlineMoved(Number, CaseDeadline.Supplement, Day("2027-01-05"), ClockReason.CalendarChanged, At("2026-12-29"), "s"));
        Accepted.Given(Promised with { Term = Ten, VerifyByOn = null }).When(c => RecomputeClocks.Decide(c, At("2026-09-21"), "s", Notices)).Then(
            new DeadlineMoved(Number, CaseDeadline.CommitmentCheck, Day("2026-10-09"), ClockReason.CalendarChanged, At("2026-09-21"), "s"));
    }

    private static readonly CaseSubmitted Submitted = new(Number, "jd.pool", Code, "f1", "jiading-six-stage", CaseChannel.Self, At("2026-09-17"));
}
