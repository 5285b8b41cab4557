using Cultivation.Criteria;
using Cultivation.Ladder.Pools;
using static Cultivation.Ladder.Tests.Cases.GivenCase;
using static Cultivation.Ladder.Tests.Given;

namespace Cultivation.Ladder.Tests.Cases;

public sealed class EndSpecs
{
    private static readonly Firm Jia = new Firm().Fold(Registered);
    private static readonly PoolAdmitted Pooled = new("jd.pool", Code, Day("2026-09-28"), null, "第一批", Number, "li");
    private static readonly CaseDecided Refused = new(Number, Code, CaseDecision.NotRecommend, Day("2026-09-28"), "li", "第一批", "不符合");

    /// <summary>Subtlety 17: a false promise ends the case and stays on the firm's record.</summary>
    [Fact]
    [Trait("subtlety", "17")]
    public void a_false_promise_is_never_silent()
    {
        var promised = Accepted.Given(Promised);
        promised.When(c => VerifyCommitment.Decide(new(CommitmentOutcome.False, "账目不存在"), c, Jia, "li", Day("2026-10-12")).ToCase).Then(
            new CommitmentVerified(Number, Day("2026-10-12"), CommitmentOutcome.False, "li", "账目不存在"),
            new CaseWithdrawn(Number, WithdrawalReason.FalseCommitment, Day("2026-10-12"), "li"));
        promised.When(c => VerifyCommitment.Decide(new(CommitmentOutcome.False, "账目不存在"), c, Jia, "li", Day("2026-10-12")).ToFirm).Then(Broken);
    }

    /// <summary>Subtlety 17: what the decision brought ends with it.</summary>
    [Fact]
    public void a_false_promise_takes_back_what_the_decision_gave()
    {
        var admitted = Jia.Fold(Entered("jd.pool", "2026-09-28", Number, StageBasis.DistrictDecision));
        var decided = Accepted.Given(Promised, Refused with { Decision = CaseDecision.Recommend });
        decided.When(c => VerifyCommitment.Decide(new(CommitmentOutcome.False, "x"), c, admitted, "li", Day("2026-10-12")).ToFirm)
            .Then(Broken, Left("jd.pool", "2026-10-12", "falseCommitment", Number));
        // Of a pool the admission ends too.
        decided.When(c => VerifyCommitment.Decide(new(CommitmentOutcome.False, "x"), c, admitted.Fold((object)Pooled), "li", Day("2026-10-12")).ToFirm).Then(
            Broken, new PoolExited("jd.pool", Code, Day("2026-10-12"), PoolExitReason.Withdrawn, Day("2026-10-12")), Left("jd.pool", "2026-10-12", "falseCommitment", Number));
        var recommended = Jia.Fold(new DistrictRecommended(
            Number, Code, "jiading-six-stage", "jd.pool", "市", "第一批", CaseDecision.Recommend, Day("2026-09-28"), "li"));
        decided.When(c => VerifyCommitment.Decide(new(CommitmentOutcome.False, "x"), c, recommended, "li", Day("2026-10-12")).ToFirm)
            .Then(Broken, new RecommendationWithdrawn(Number, Code, "jd.pool", "falseCommitment", Day("2026-10-12"), "li"));
    }

    [Fact]
    public void a_true_promise_changes_nothing_else_and_is_checked_once()
    {
        var promised = Accepted.Given(Promised);
        var verified = new CommitmentVerified(Number, Day("2026-10-12"), CommitmentOutcome.True, "li", "属实");
        promised.When(c => VerifyCommitment.Decide(new(CommitmentOutcome.True, "属实"), c, Jia, "li", Day("2026-10-12")).ToCase).Then(verified);
        promised.Given(verified).When(c => VerifyCommitment.Decide(new(CommitmentOutcome.True, "属实"), c, Jia, "li", Day("2026-10-13")).ToCase).ThenNothing();
        promised.Given(verified).When(c => VerifyCommitment.Decide(new(CommitmentOutcome.False, "x"), c, Jia, "li", Day("2026-10-13")).ToCase)
            .Throws("case.commitment-verified");
        Accepted.When(c => VerifyCommitment.Decide(new(CommitmentOutcome.True, "x"), c, Jia, "li", Day("2026-10-13")).ToCase).Throws("case.no-commitment");
    }

    [Fact]
    public void a_firm_withdraws_what_is_not_decided()
    {
        var withdrawn = new CaseWithdrawn(Number, WithdrawalReason.ByFirm, Day("2026-09-21"), "wang");
        Accepted.When(c => WithdrawCase.Decide(c, "wang", Day("2026-09-21"))).Then(withdrawn);
        Accepted.Given(withdrawn).When(c => WithdrawCase.Decide(c, "wang", Day("2026-09-21"))).ThenNothing();
        Accepted.Given(Refused).When(c => WithdrawCase.Decide(c, "wang", Day("2026-09-29"))).Throws("case.not-open");
    }

    [Fact]
    public void a_firm_withdraws_while_its_decision_waits_for_the_notice_which_then_lets_nothing_take_effect()
    {
        var withdrawn = new CaseWithdrawn(Number, WithdrawalReason.ByFirm, Day("2026-09-29"), "wang");
        var shown = Accepted.Given(
            Refused with { Decision = CaseDecision.Recommend, Notice = Papers }, new CasePutOnNotice(Number, "n1", Day("2026-09-28"), "li"));
        shown.When(c => WithdrawCase.Decide(c, "wang", Day("2026-09-29"))).Then(withdrawn);
        Assert.True(CloseNotice.Waits(shown.State, "n1"));
        Assert.False(CloseNotice.Waits(shown.Given(withdrawn).State, "n1"));
        var effective = shown.Given(new DecisionTookEffect(Number, "n1", Day("2026-10-09"), "li"));
        effective.When(c => WithdrawCase.Decide(c, "wang", Day("2026-10-10"))).Throws("case.not-open");
        // Let go on, it is decided anew.
        var again = shown.Given(withdrawn, new CaseReopened(Number, "误点", Day("2026-09-30"), null, "chen")).State;
        Assert.Equal((CaseState.Accepted, null, null), (again.State, again.Decided, again.Notice));
    }

    [Fact]
    public void a_returned_case_is_reopened_with_a_new_term_and_its_clock_goes_on()
    {
        var returned = Filed.Given(
            AcceptedOn("2026-09-18", "2026-10-09", ["研发费用辅助账"]), Gaps("2026-09-28"),
            new CaseReturned(Number, ["研发费用辅助账"], Day("2026-09-28"), Day("2026-09-29"), "s"));
        returned.When(c => ReopenCase.Decide(new("系统故障"), c, null, At("2026-10-12"), "chen", Notices)).Then(
            new CaseReopened(Number, "系统故障", Day("2026-10-12"), Day("2026-10-19"), "chen"),
            new SlaClockChanged(Number, ClockChange.Resumed, ClockReason.Reopening, At("2026-10-12"), 7, 3, Day("2026-10-15"), "chen"));
        returned.When(c => ReopenCase.Decide(new("x"), c, new("k", "2026-000009"), At("2026-10-12"), "chen", Notices)).Throws("case.already-open");
        returned.When(c => ReopenCase.Decide(new(""), c, null, At("2026-10-12"), "chen", Notices)).Throws("field.text");
    }

    [Fact]
    public void a_filing_that_is_reopened_is_checked_within_a_new_term()
    {
        var withdrawn = new Spec<Case>(new Case(), (c, happened) => c.Fold(happened)).Given(
            new CaseSubmitted(Number, "jd.pool", Code, "f1", "jiading-six-stage", CaseChannel.Self, At("2026-09-17"), Day("2026-09-24"), Papers),
            new CaseWithdrawn(Number, WithdrawalReason.ByFirm, Day("2026-09-18"), "wang"));
        object[] reopened =
        [
            new CaseReopened(Number, "误点", Day("2026-10-12"), null, "chen"),
            new DeadlineMoved(Number, CaseDeadline.CompletenessCheck, Day("2026-10-19"), ClockReason.Reopening, At("2026-10-12"), "chen"),
        ];
        withdrawn.When(c => ReopenCase.Decide(new("误点"), c, null, At("2026-10-12"), "chen", Notices)).Then(reopened);
        withdrawn.Given(reopened).When(c => RecomputeClocks.Decide(c, At("2026-10-13"), "service:ladder", Notices)).ThenNothing();
    }

    [Fact]
    public void papers_that_were_asked_for_stop_the_clock_of_a_reopened_case_and_tolerated_gaps_do_not()
    {
        var gaps = Filed.Given(AcceptedOn("2026-09-18", "2026-10-09", ["研发费用辅助账"]), Gaps("2026-09-25"));
        var asked = gaps.Given(
            new SupplementReceived(Number, At("2026-09-21"), false, ["研发费用辅助账"], [], "li"), Asked("2026-09-23", "2026-09-30", round: 2, fault: "与证书不符"), Paused("2026-09-23", 4));
        Assert.Equal([ClockReason.Supplement, null], new[] { asked, gaps }.Select(spec =>
        {
            var withdrawn = spec.Given(new CaseWithdrawn(Number, WithdrawalReason.ByFirm, Day("2026-09-24"), "wang")).State;
            return ReopenCase.Decide(new("误点"), withdrawn, null, At("2026-10-12"), "chen", Notices).Aggregate(withdrawn, (c, e) => c.Fold(e)).Clock!.StoppedFor;
        }));
    }

    [Fact]
    public void what_a_false_promise_ended_and_what_is_decided_is_not_reopened()
    {
        Accepted.Given(Refused).When(c => ReopenCase.Decide(new("x"), c, null, At("2026-10-12"), "chen", Notices)).Throws("case.not-reopenable");
        Accepted.Given(
            Promised, new CommitmentVerified(Number, Day("2026-09-21"), CommitmentOutcome.False, "li", "x"),
            new CaseWithdrawn(Number, WithdrawalReason.FalseCommitment, Day("2026-09-21"), "li"))
            .When(c => ReopenCase.Decide(new("x"), c, null, At("2026-10-12"), "chen", Notices)).Throws("case.not-reopenable");
    }

    [Fact]
    public void an_appeal_is_judged_by_another_person_on_what_was_known_then()
    {
        var appealed = Accepted.Given(Refused, new AppealFiled(Number, AppealGround.Facts, Day("2026-10-12"), "wang"));
        var again = new Recomputation(Number, Day("2026-09-17"), At("2026-09-28"), "2026.11", "ab12", [], "unmet", "unmet", true, []);
        var upheld = new AppealDecided(Number, AppealOutcome.Upheld, "事实清楚", At("2026-09-28"), "unmet", true, Day("2026-10-13"), "chen");
        appealed.When(c => DecideAppeal.Decide(new(AppealOutcome.Upheld, "事实清楚"), c, null, again, At("2026-10-13"), "chen", Notices)).Then(upheld);
        appealed.When(c => DecideAppeal.Decide(new(AppealOutcome.Reopened, "程序有误"), c, null, again, At("2026-10-13"), "chen", Notices)).Then(
            upheld with { Outcome = AppealOutcome.Reopened, Reason = "程序有误" },
            new SlaClockChanged(Number, ClockChange.Resumed, ClockReason.Reopening, At("2026-10-13"), 6, 4, Day("2026-10-19"), "chen"));
        appealed.When(c => DecideAppeal.Decide(new(AppealOutcome.Upheld, "x"), c, null, again, At("2026-10-13"), "li", Notices)).Throws("case.appeal-same-person");
        Assert.Equal((DateTimeOffset?)At("2026-09-28"), appealed.Given(upheld with { Outcome = AppealOutcome.Reopened }).State.KnownAt);
        Assert.Null(appealed.Given(upheld).State.KnownAt);
        appealed.Given(upheld).When(c => DecideAppeal.Decide(new(AppealOutcome.Upheld, "x"), c, null, again, At("2026-10-13"), "chen", Notices))
            .Throws("case.no-appeal");
    }

    [Fact]
    public void only_a_negative_decision_is_appealed_against_and_each_once()
    {
        var filed = new AppealFiled(Number, AppealGround.Facts, Day("2026-10-12"), "wang");
        Accepted.Given(Refused).When(c => FileAppeal.Decide(new(AppealGround.Facts), c, "wang", Day("2026-10-12"))).Then(filed);
        Accepted.Given(Refused, filed).When(c => FileAppeal.Decide(new(AppealGround.Facts), c, "wang", Day("2026-10-12"))).ThenNothing();
        Accepted.When(c => FileAppeal.Decide(new(AppealGround.Facts), c, "wang", Day("2026-10-12"))).Throws("case.not-appealable");
        var judged = new AppealDecided(Number, AppealOutcome.Upheld, "事实清楚", At("2026-09-28"), "unmet", true, Day("2026-10-13"), "chen");
        Accepted.Given(Refused, filed, judged).When(c => FileAppeal.Decide(new(AppealGround.Facts), c, "wang", Day("2026-10-14"))).Throws("case.not-appealable");
        var again = Accepted.Given(Refused, filed, judged with { Outcome = AppealOutcome.Reopened }, Refused);
        again.When(c => FileAppeal.Decide(new(AppealGround.Procedure), c, "wang", Day("2026-10-14"))).Then(new AppealFiled(Number, AppealGround.Procedure, Day("2026-10-14"), "wang"));
    }

    private static CommitmentBroken Broken => new(Number, Code, Name, "jd.pool", "jd.text.1", "2", Day("2026-09-18"), Day("2026-10-12"), "li");
}
