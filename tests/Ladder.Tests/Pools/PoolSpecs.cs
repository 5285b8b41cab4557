using Cultivation.Ladder.Adverse;
using Cultivation.Ladder.Cases;
using Cultivation.Ladder.Pools;
using Cultivation.Ladder.Restructurings;
using static Cultivation.Ladder.Tests.Given;

namespace Cultivation.Ladder.Tests.Pools;

public sealed class PoolSpecs
{
    private static readonly Spec<Firm> Member = AFirm.Given(
        new PoolAdmitted("jd.pool", Code, Day("2024-03-01"), Day("2027-02-28"), "2024年第一批", "2024-0001", "chen"),
        Entered("jd.pool", "2024-03-01", "2024-0001", StageBasis.DistrictDecision));

    private static readonly CultivationPlanAgreed Plan = new("jd.pool", Code, ["ip", "audit"], "p-mentor", Day("2024-04-01"), Day("2025-03-31"));

    private static AgreePlan Agree(params string[] items) => new(items, Day("2024-04-01"), Day("2025-03-31"), "p-mentor");

    private static CoachingRefused Refused(string on) => new("jd.pool", Code, Day(on), "邮件");

    private static Rungs Pool(bool confirmed = true) => new([new("jiading-six-stage", "2026.11", Day("2019-02-18"),
    [
        new("jd.startup", 2, "初创期科技型企业", "Early-stage tech firm", [], [], []),
        new("jd.pool", 3, "高新技术培育企业", "Firm to become high-tech", [],
            [new("adverseRecord", "jd.startup", confirmed), new("coachingRefused", "jd.startup", confirmed)], [], "jd.hnte", Pool: true),
        new("jd.hnte", 4, "高新技术企业", "High-tech firm", ["cn.hnte"], [], []),
    ])]);

    private static LeaveStage Leave(string trigger, string cause = "会议纪要", string on = "2026-11-20") => new(trigger, cause, Day(on));

    [Fact]
    public void a_plan_lies_inside_the_time_in_the_pool()
    {
        Member.When(f => AgreePlan.Decide(Agree("ip", "audit"), "jd.pool", f, Today)).Then(Plan);
        Member.Given(Plan).When(f => AgreePlan.Decide(Agree("ip", "audit"), "jd.pool", f, Today)).ThenNothing();
        Member.Given(Plan).When(f => AgreePlan.Decide(Agree("ip"), "jd.pool", f, Today)).Then(Plan with { MenuItems = ["ip"] });
        Member.When(f => AgreePlan.Decide(Agree(), "jd.pool", f, Today)).Throws("plan.empty");
        Member.When(f => AgreePlan.Decide(Agree("ip") with { PeriodFrom = Day("2024-02-29") }, "jd.pool", f, Today)).Throws("plan.period");
        Member.When(f => AgreePlan.Decide(Agree("ip") with { PeriodTo = Day("2027-03-01") }, "jd.pool", f, Today)).Throws("plan.period");
        AFirm.When(f => AgreePlan.Decide(Agree("ip"), "jd.pool", f, Today)).Throws("pool.not-held");
    }

    [Fact]
    public void coaching_counts_for_the_time_in_the_pool_in_which_it_was_given()
    {
        RecordCoaching coaching = new(CoachingForm.OneToOne, Day("2024-05-06"), 1.5m, 3, "p-mentor");
        var given = new CoachingDelivered(Code, CoachingForm.OneToOne, Day("2024-05-06"), 1.5m, 3, "p-mentor");
        Member.When(f => RecordCoaching.Decide(coaching, f, Today)).Then(given);
        Assert.Equal([given], Member.Given(given).State.PoolTimes.Single().Coaching);
        Assert.Empty(Member.Given(given with { GivenOn = Day("2024-02-29") }).State.PoolTimes.Single().Coaching);
        Member.When(f => RecordCoaching.Decide(coaching with { Hours = 0 }, f, Today)).Throws("coaching.extent");
        Member.When(f => RecordCoaching.Decide(coaching with { Attendees = 0 }, f, Today)).Throws("coaching.extent");
        Member.When(f => RecordCoaching.Decide(coaching with { GivenOn = Day("2026-11-23") }, f, Today)).Throws("coaching.in-future");
    }

    [Fact]
    public void who_refused_coaching_twice_can_be_taken_out_by_a_person()
    {
        Member.When(f => RefuseCoaching.Decide(new(Day("2025-06-01"), "邮件"), "jd.pool", f, Today)).Then(Refused("2025-06-01"));
        var once = Member.Given(Refused("2025-06-01"));
        once.When(f => RefuseCoaching.Decide(new(Day("2025-06-01"), "邮件"), "jd.pool", f, Today)).ThenNothing();
        once.When(f => LeaveStage.Decide(Leave("coachingRefused"), "jd.pool", f, Pool(), Today, Today)).Throws("stage.coaching-not-refused");
        once.Given(Refused("2026-06-01")).When(f => LeaveStage.Decide(Leave("coachingRefused"), "jd.pool", f, Pool(), Today, Today)).Then(
            new PoolExited("jd.pool", Code, Day("2026-11-20"), PoolExitReason.CoachingRefused, Day("2026-11-20")),
            Left("jd.pool", "2026-11-20", "coachingRefused", "会议纪要", retroactive: true, to: "jd.startup"),
            Entered("jd.startup", "2026-11-20", "会议纪要", StageBasis.Derived));
    }

    [Fact]
    public void an_adverse_record_ends_the_pool_on_its_own_day_when_a_person_says_so()
    {
        var listed = Member.Given(new AdverseRecordListed("a1", Code, Name, AdverseKind.Safety, null, Day("2026-10-09"), AdverseSeverity.Major, "应急局"));
        listed.When(f => LeaveStage.Decide(Leave("adverseRecord", "a1"), "jd.pool", f, Pool(), Today, Today)).Then(
            new PoolExited("jd.pool", Code, Day("2026-11-20"), PoolExitReason.AdverseRecord, Day("2026-10-09")),
            Left("jd.pool", "2026-10-09", "adverseRecord", "a1", retroactive: true, to: "jd.startup"),
            Entered("jd.startup", "2026-10-09", "a1", StageBasis.Derived));
        listed.When(f => LeaveStage.Decide(Leave("adverseRecord", "a1"), "jd.pool", f, Pool(confirmed: false), Today, Today)).Throws("stage.line-not-confirmed");
        Member.When(f => LeaveStage.Decide(Leave("adverseRecord", "a1"), "jd.pool", f, Pool(), Today, Today)).Throws("adverse.unknown");
    }

    [Fact]
    public void a_firm_may_give_a_pool_up_whatever_is_confirmed() => Member
        .When(f => LeaveStage.Decide(Leave("withdrawn", "申请书"), "jd.pool", f, Pool(confirmed: false), Today, Today)).Then(
            new PoolExited("jd.pool", Code, Day("2026-11-20"), PoolExitReason.Withdrawn, Day("2026-11-20")),
            Left("jd.pool", "2026-11-20", "withdrawn", "申请书", retroactive: true));

    private static PoolExited Exit(string on, PoolExitReason why) => new("jd.pool", Code, Day(on), why, Day(on));

    private static Firm After(IEnumerable<object> happened) => Member.State.Fold(happened);

    /// <summary>Who is no longer in a pool is coached there no more, whatever ended it.</summary>
    [Fact]
    public void whatever_ends_the_stage_of_a_pool_ends_the_admission()
    {
        var granted = Member.State.Fold((object)Granted("r1", "2025-12-04", "2028-12-03"));
        object[] recognised = [.. StageChanges.Of(granted, Pool(), Today)];
        new Spec<Firm>(granted, (f, e) => f.Fold(e)).When(f => StageChanges.Of(f, Pool(), Today)).Then(
            Entered("jd.hnte", "2025-12-04", "r1"), Exit("2025-12-04", PoolExitReason.Graduated),
            Left("jd.pool", "2025-12-04", "graduated", "r1", retroactive: true, to: "jd.hnte"));
        var graduate = granted.Fold(recognised);
        Assert.Empty(graduate.Fold((object)new CoachingDelivered(Code, CoachingForm.OneToOne, Day("2026-05-06"), 1, 1, "p")).PoolTimes.Single().Coaching);
        Member.When(f => HolderGone.Decide(f, Gone.MovedOut, "移交单1", Day("2026-10-01"), Today)).Then(
            Exit("2026-10-01", PoolExitReason.MovedAway), Left("jd.pool", "2026-10-01", "movedOut", "移交单1", retroactive: true));
        Member.When(f => HolderGone.Decide(f, Gone.Deregistered, Code, Day("2026-10-01"), Today).Take(1)).Then(Exit("2026-10-01", PoolExitReason.HolderEnded));
        Member.Given(new EnterpriseRestructured("m1", RestructuringKind.Merger, [Code, "x"], ["x"], Day("2026-09-20"), null, "合并协议", Day("2026-12-20")))
            .When(f => HolderGone.Decide(f, Gone.Deregistered, Code, Day("2026-10-01"), Today).Take(1)).Then(Exit("2026-10-01", PoolExitReason.Merged));
        Assert.NotNull(After(HolderGone.Decide(Member.State, Gone.MovedOut, "移交单1", Day("2026-10-01"), Today)).PoolTimes.Single().Exit);
    }

    /// <summary>A title that was recorded by mistake brings the firm back, with its plan and its coaching.</summary>
    [Fact]
    public void a_graduation_by_mistake_leaves_the_firm_in_the_pool()
    {
        var granted = Member.State.Fold((object)Granted("r1", "2025-12-04", "2028-12-03"));
        var graduate = granted.Fold(StageChanges.Of(granted, Pool(), Today));
        var back = AnnulRecognition.Decide("r1", "名单有误", graduate, Pool(), Today);
        Assert.Contains(new PoolExitAnnulled("jd.pool", Code, Day("2025-12-04"), Today, "recognitionAnnulled"), back);
        new Spec<Firm>(graduate.Fold(back), (f, e) => f.Fold(e)).When(f => AgreePlan.Decide(Agree("ip", "audit"), "jd.pool", f, Today)).Then(Plan);
    }

    [Fact]
    public void what_no_person_decides_is_refused()
    {
        Member.When(f => LeaveStage.Decide(Leave("termEnded"), "jd.pool", f, Pool(), Today, Today)).Throws("stage.trigger-unknown");
        Member.When(f => LeaveStage.Decide(Leave("belowRule"), "jd.pool", f, Pool(), Today, Today)).Throws("stage.no-such-line");
        Member.When(f => LeaveStage.Decide(Leave("withdrawn"), "jd.hnte", f, Pool(), Today, Today)).Throws("stage.follows-title");
        Member.When(f => LeaveStage.Decide(Leave("withdrawn"), "jd.startup", f, Pool(), Today, Today)).Throws("stage.not-held");
        Member.When(f => LeaveStage.Decide(Leave("withdrawn", on: "2026-11-23"), "jd.pool", f, Pool(), Today, Today)).Throws("stage.in-future");
        Member.When(f => LeaveStage.Decide(Leave("withdrawn"), "none", f, Pool(), Today, Today)).Throws("programme.stage-unknown");
    }
}
