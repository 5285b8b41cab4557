using Cultivation.Criteria;
using static Cultivation.Ladder.Tests.Cases.GivenCase;
using static Cultivation.Ladder.Tests.Given;

namespace Cultivation.Ladder.Tests.Cases;

public sealed class NoticeSpecs
{
    private const string Second = "2026-000002";

    private static readonly SlaPlan Five = new("jd.sla.publicNotice", "public notice of a district list", 5, "workingDay", "assumption");
    private static readonly Firm Jia = new Firm().Fold(Registered);
    private static readonly CaseDecided Decided = new(Number, Code, CaseDecision.Recommend, Day("2026-09-21"), "chen", "第一批", null, "li", null, Five);

    private static readonly PublicNoticeStarted Started = new(
        "n1", "第一批", [new(Number, Code, "f1"), new(Second, "x", "f2")], Day("2026-09-22"), 5, "workingDay", Day("2026-09-30"), Five.SlaId, "公告1号", "li");

    private static readonly ObjectionRaised Raised = new("n1", "o1", Number, Code, Day("2026-09-23"), "li");
    private static readonly PublicNoticeEnded Ended = new("n1", Day("2026-10-08"), 1, [Number], "li");
    private static readonly ObjectionResolved Dismissed = new("n1", "o1", Number, ObjectionOutcome.Dismissed, "查无实据", Day("2026-10-09"), "zhao");

    private static Spec<PublicNotice> Shown => new Spec<PublicNotice>(new PublicNotice(), (n, e) => n.Fold(e)).Given(Started);

    private static Case Waiting => new[] { Decided, (object)new CasePutOnNotice(Number, "n1", Day("2026-09-22"), "li") }.Aggregate(Accepted.State, (c, e) => c.Fold(e));

    private static StartNotice Start(string? day = null) => new("第一批", [Number], "公告1号", day is null ? null : Day(day));

    private static PublicNoticeStarted Begin(StartNotice command, params Case[] cases) => StartNotice.Decide(command, cases, "n1", "li", Day("2026-09-22"), Notices);

    private static string Refusal(Action act) => Assert.Throws<RuleBroken>(act).Code;

    [Fact]
    public void a_positive_decision_changes_nothing_at_the_firm_before_its_notice_is_over()
    {
        var found = Found(Result.Met) with { Notice = Five };
        var proposed = Accepted.Given(found.Evaluated, new DecisionProposed(Number, Code, CaseDecision.Recommend, Day("2026-09-21"), "li", "第一批", null));
        proposed.When(c => DecideCase.Decide(c, Jia, found, "chen", Day("2026-09-21")).ToCase).Then(found.Evaluated, Decided);
        proposed.When(c => DecideCase.Decide(c, Jia, found, "chen", Day("2026-09-21")).ToFirm).ThenNothing();
        Assert.Equal(
            [typeof(PoolAdmitted), typeof(StageEntered)],
            DecisionEffect.Of(Decided, Waiting, Jia, found.Stage, found.Confirmed, Day("2026-09-30")).Select(e => e.GetType()));
        var negative = Accepted.Given(found.Evaluated, new DecisionProposed(Number, Code, CaseDecision.NotRecommend, Day("2026-09-21"), "li", "第一批", "n"));
        negative.When(c => DecideCase.Decide(c, Jia, found, "chen", Day("2026-09-21")).ToCase).Then(
            found.Evaluated, Decided with { Decision = CaseDecision.NotRecommend, Note = "n", Notice = null });
    }

    [Fact]
    public void a_stage_asks_for_a_notice_by_a_clause_and_the_programme_gives_its_term()
    {
        Assert.Null(Promises.ForNotice(Books.Jiading("jd.sla.publicNotice"), "jd.pool"));
        Assert.Equal(Five, Promises.ForNotice(WithNotice("jd.sla.publicNotice"), "jd.pool"));
        Assert.Equal("criterion.not-confirmed", Refusal(() => Promises.ForNotice(WithNotice(), "jd.pool")));
    }

    /// <summary>As shipped, designations of a district are shown and ask for a visit, both assumed: unconfirmed they decide nothing, and they are steps, not criteria.</summary>
    [Fact]
    public void designations_are_visited_and_shown_and_admissions_to_a_pool_are_not()
    {
        string[] confirmed = ["jd.excellent.publicNotice", "jd.excellent.siteInspection", "jd.sla.publicNotice", "tx.summit.publicNotice", "tx.sla.publicNotice"];
        Assert.Equal(Five, Promises.ForNotice(Books.Jiading(confirmed), "jd.excellent"));
        Assert.Equal(Five with { SlaId = "tx.sla.publicNotice" }, Promises.ForNotice(Books.Tongxiang(confirmed), "tx.summit"));
        Assert.Equal("criterion.not-confirmed", Refusal(() => Promises.ForNotice(Books.Jiading(confirmed[1..]), "jd.excellent")));
        foreach (var (book, pool) in new[] { (Books.Jiading(confirmed), "jd.pool"), (Books.Tongxiang(confirmed), "tx.pool") })
            Assert.Null(Promises.ForNotice(book, pool));
        var excellent = Books.Jiading(confirmed);
        var found = Found(Result.Met) with { Stage = excellent.Stage("jd.excellent"), Confirmed = excellent.Confirmed };
        Assert.True(RecordSiteVisit.Missing(Accepted.State, found));
        Assert.False(RecordSiteVisit.Missing(Accepted.State with { Visits = [new(Day("2026-09-21"), ["li"], "场地属实")] }, found));
        Assert.DoesNotContain(found.Stage.Criteria.Leaves(), criterion => criterion.Id.StartsWith("jd.excellent", StringComparison.Ordinal));
    }

    /// <summary>Subtlety 16: working days here, calendar days there, by the programme.</summary>
    [Fact]
    [Trait("subtlety", "16")]
    public void days_are_counted_in_the_unit_of_the_programme()
    {
        var decided = Accepted.State.Fold(Decided);
        // 25 September is a holiday.
        Assert.Equal(Day("2026-09-30"), Begin(Start(), decided).EndsOn);
        var calendar = Decided with { Notice = Five with { Value = 7, Unit = "calendarDay" } };
        Assert.Equal((Day("2026-09-28"), "calendarDay"), (Begin(Start("2026-09-21"), Accepted.State.Fold(calendar)).EndsOn!.Value, Begin(Start(), Accepted.State.Fold(calendar)).DayUnit));
    }

    [Fact]
    public void only_decisions_that_wait_are_shown_and_not_before_they_were_made()
    {
        var decided = Accepted.State.Fold(Decided);
        Assert.Equal("notice.not-waiting", Refusal(() => Begin(Start(), Waiting)));
        Assert.Equal("notice.not-waiting", Refusal(() => Begin(Start(), Accepted.State.Fold(Decided with { Notice = null }))));
        Assert.Equal("notice.start-day", Refusal(() => Begin(Start("2026-09-20"), decided)));
        Assert.Equal("notice.start-day", Refusal(() => Begin(Start("2026-09-23"), decided)));
        Assert.Equal("notice.firm-twice", Refusal(() => Begin(Start(), decided, decided with { Number = Second })));
        var other = Accepted.State.Fold(Decided with { Notice = Five with { Value = 7 } }) with { FirmId = "f2" };
        Assert.Equal("notice.terms-differ", Refusal(() => Begin(Start(), decided, other)));
    }

    [Fact]
    public void an_objection_names_a_subject_while_the_notice_lasts_and_nobody_by_name_in_its_event()
    {
        Shown.When(n => RaiseObjection.Decide(new(Number, "某某", "数据不实"), n, "o1", "li", Day("2026-09-23"))).Then(Raised);
        Shown.When(n => RaiseObjection.Decide(new("2026-000009", "某某", "x"), n, "o1", "li", Day("2026-09-23"))).Throws("notice.case-unknown");
        Shown.Given(Ended).When(n => RaiseObjection.Decide(new(Number, "某某", "x"), n, "o1", "li", Day("2026-10-09"))).Throws("notice.ended");
    }

    [Fact]
    public void a_notice_ends_when_its_term_is_over_and_an_objection_holds_back_its_own_subject_only()
    {
        Shown.When(n => CloseNotice.Decide(n, [], "li", Day("2026-09-30"), Notices)).Throws("notice.not-over");
        Shown.Given(Raised).When(n => CloseNotice.Decide(n, [Number], "li", Day("2026-10-08"), Notices)).Then(Ended);
        Shown.Given(Ended).When(n => CloseNotice.Decide(n, [], "li", Day("2026-10-09"), Notices)).ThenNothing();
        Shown.When(n => CloseNotice.Decide(n, [], "li", Day("2026-09-30"), new Dictionary<int, Cultivation.Ladder.Calendars.WorkingCalendar>())).Throws("calendar.missing");
        var objected = new PublicNotice().Fold(Started).Fold(Raised);
        Assert.Equal((true, false, false), (objected.Holds(Number), objected.Holds(Second), objected.Fold(Dismissed).Holds(Number)));
    }

    [Fact]
    public void a_dismissed_objection_lets_the_decision_take_effect_with_the_others_or_at_once_when_they_did()
    {
        var command = new ResolveObjection(ObjectionOutcome.Dismissed, "查无实据");
        bool Effect(params object[] happened) => ResolveObjection.Decide(
            command, happened.Aggregate(new PublicNotice(), (n, e) => n.Fold(e)), "o1", Waiting, At("2026-10-09"), "zhao", Notices).TakesEffect;
        Assert.False(Effect(Started, Raised));
        Assert.True(Effect(Started, Raised, Ended));
        Assert.False(Effect(Started, Raised, Raised with { ObjectionId = "o2" }, Ended));
        Shown.Given(Raised).When(n => ResolveObjection.Decide(command, n, "o1", Waiting, At("2026-10-09"), "zhao", Notices).ToNotice).Then(Dismissed);
        Shown.Given(Raised, Dismissed).When(n => ResolveObjection.Decide(command, n, "o1", Waiting, At("2026-10-09"), "zhao", Notices).ToNotice).ThenNothing();
    }

    [Fact]
    public void an_upheld_objection_overturns_the_decision_and_the_clock_goes_on()
    {
        var command = new ResolveObjection(ObjectionOutcome.Upheld, "属实");
        Shown.Given(Raised).When(n => ResolveObjection.Decide(command, n, "o1", Waiting, At("2026-09-23"), "zhao", Notices).ToCase).Then(
            new DecisionOverturned(Number, "n1", "o1", Day("2026-09-23"), "zhao"),
            new SlaClockChanged(Number, ClockChange.Resumed, ClockReason.Reopening, At("2026-09-23"), 2, 8, Day("2026-10-12"), "zhao"));
        Shown.Given(Raised).When(n => ResolveObjection.Decide(command, n, "o1", Waiting, At("2026-09-23"), "li", Notices).ToCase).Throws("notice.same-person");
        Shown.Given(Raised).When(n => ResolveObjection.Decide(command, n, "o1", Waiting, At("2026-09-23"), "chen", Notices).ToCase).Throws("notice.same-person");
        Shown.Given(Raised).When(n => ResolveObjection.Decide(command, n, "o9", Waiting, At("2026-09-23"), "zhao", Notices).ToCase).Throws("notice.objection-unknown");
        Shown.Given(Raised, Dismissed).When(n => ResolveObjection.Decide(command, n, "o1", Waiting, At("2026-09-23"), "zhao", Notices).ToCase)
            .Throws("notice.objection-resolved");
        var overturned = Waiting.Fold(new DecisionOverturned(Number, "n1", "o1", Day("2026-09-23"), "zhao"));
        Assert.Equal((CaseState.Accepted, null, null), (overturned.State, overturned.Decided, overturned.Notice));
    }

    private static RuleBook WithNotice(params string[] confirmed)
    {
        var asking = ProgrammeFile.Parse(Http.Flow.WithNotice(Http.Flow.File("jiading-six-stage"), "jd.pool"));
        return Books.Jiading(confirmed) with { Set = new(asking, ProgrammeFile.Parse(Http.Flow.File("cn-national-credentials"))) };
    }
}
