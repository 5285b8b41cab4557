using static Cultivation.Ladder.Tests.Given;

namespace Cultivation.Ladder.Tests.Recognitions;

public sealed class RevocationSpecs
{
    private static readonly object[] Held = [Granted("r1", "2023-11-15", "2026-11-14"), Entered("jd.hnte", "2023-11-15", "r1")];

    private static RevokeRecognition Notice(string decided, string from) => new(Day(decided), Day(from), "falseStatement", "沪高企办〔2026〕1号", 2024);

    private static IEnumerable<object> Revoke(Firm firm, RevokeRecognition notice, string id = "r1", string known = "2026-03-10", bool documented = true) =>
        RevokeRecognition.Decide(notice, id, firm, Jiading(revocationDocumented: documented), Day(known));

    [Fact]
    public void a_title_is_taken_back_and_the_stage_falls_by_the_documented_line() => AFirm.Given(Held)
        .When(f => Revoke(f, Notice("2026-03-02", "2024-05-01")))
        .Then(
            Revoked("r1", "2026-03-02", "2024-05-01"),
            Left("jd.hnte", "2024-05-01", "credentialRevoked", "r1", retroactive: true, to: "jd.startup"),
            Entered("jd.startup", "2024-05-01", "r1", StageBasis.Derived));

    [Fact]
    public void without_a_line_that_may_decide_no_stage_follows() => AFirm.Given(Held)
        .When(f => Revoke(f, Notice("2026-03-02", "2024-05-01"), documented: false))
        .Then(Revoked("r1", "2026-03-02", "2024-05-01"), Left("jd.hnte", "2024-05-01", "credentialRevoked", "r1", retroactive: true));

    [Fact]
    public void a_title_revoked_from_its_first_day_was_never_held()
    {
        var firm = new Firm().Fold([Registered, .. Held]);
        firm = firm.Fold(Revoke(firm, Notice("2026-03-02", "2023-11-15")));
        Assert.False(StageHistory.Held(firm.Stages, "jd.hnte", Day("2025-01-01")));
        Assert.DoesNotContain(StageHistory.Spans(firm.Stages), s => s.StageId == "jd.hnte");
    }

    [Fact]
    public void a_title_that_has_expired_can_still_be_taken_back() => AFirm
        .Given([.. Held, Expired("r1", "2026-11-14"), Left("jd.hnte", "2026-11-15", "credentialExpired", "r1")])
        .When(f => Revoke(f, Notice("2026-11-20", "2025-01-01"), known: "2026-11-22"))
        .Then(
            Revoked("r1", "2026-11-20", "2025-01-01"),
            Left("jd.hnte", "2025-01-01", "credentialRevoked", "r1", retroactive: true, to: "jd.startup"),
            Entered("jd.startup", "2025-01-01", "r1", StageBasis.Derived));

    [Fact]
    public void the_renewal_still_holds_from_its_own_first_day() => AFirm
        .Given([.. Held, Granted("r2", "2026-11-15", "2029-11-14", "GR202631000009")])
        .When(f => Revoke(f, Notice("2027-03-02", "2024-05-01"), known: "2027-03-10"))
        .Then(
            Revoked("r1", "2027-03-02", "2024-05-01"),
            Left("jd.hnte", "2024-05-01", "credentialRevoked", "r1", retroactive: true, to: "jd.startup"),
            Entered("jd.startup", "2024-05-01", "r1", StageBasis.Derived),
            Entered("jd.hnte", "2026-11-15", "r2"));

    [Fact]
    public void a_revoked_renewal_lets_the_older_title_end() => AFirm
        .Given([.. Held, Granted("r2", "2026-11-15", "2029-11-14", "GR202631000009")])
        .When(f => Revoke(f, Notice("2027-03-02", "2026-11-15"), "r2", "2027-03-10"))
        .Then(
            Revoked("r2", "2027-03-02", "2026-11-15"),
            Expired("r1", "2026-11-14"),
            Left("jd.hnte", "2026-11-15", "credentialRevoked", "r2", retroactive: true, to: "jd.startup"),
            Entered("jd.startup", "2026-11-15", "r2", StageBasis.Derived));

    [Fact]
    public void a_higher_title_stays_and_is_at_risk()
    {
        var firm = new Firm().Fold([Registered, .. Held, Granted("r2", "2025-01-01", "2026-12-31", "LG1", "jd.littleGiant.city"), Entered("jd.littleGiant", "2025-01-01", "r2")]);
        firm = firm.Fold(Revoke(firm, Notice("2026-03-02", "2025-06-01")));
        var page = FirmPage.Of(firm with { Id = "firm:x" }, new TwoTimes(Day("2026-03-10"), Day("2026-03-10"), true), Jiading());
        Assert.Equal("jd.littleGiant", page.Stage);
        Assert.True(page.AtRisk);
        Assert.Equal(["cn.hnte"], page.StagesHeld.Single(s => s.StageId == "jd.littleGiant").AtRiskWithout);
    }

    [Fact]
    public void an_unknown_title_cannot_be_revoked() => AFirm.Given(Held).When(f => Revoke(f, Notice("2026-03-02", "2024-05-01"), "r9")).Throws("recognition.unknown");

    [Fact]
    public void a_title_is_revoked_once() => AFirm.Given([.. Held, Revoked("r1", "2026-03-02", "2024-05-01")])
        .When(f => Revoke(f, Notice("2026-03-02", "2024-05-01"))).Throws("recognition.already-revoked");

    [Fact]
    public void a_revocation_does_not_begin_after_its_decision() =>
        AFirm.Given(Held).When(f => Revoke(f, Notice("2026-03-02", "2026-03-03"))).Throws("recognition.effective-after-decision");

    [Fact]
    public void a_revocation_does_not_reach_behind_the_title() =>
        AFirm.Given(Held).When(f => Revoke(f, Notice("2026-03-02", "2023-11-14"))).Throws("recognition.effective-before-validity");

    [Fact]
    public void a_title_that_is_over_is_not_revoked_from_a_later_day() =>
        AFirm.Given(Held).When(f => Revoke(f, Notice("2026-11-20", "2026-11-15"), known: "2026-11-22")).Throws("recognition.effective-after-validity");

    [Fact]
    public void a_decision_of_tomorrow_is_refused() =>
        AFirm.Given(Held).When(f => Revoke(f, Notice("2026-03-11", "2024-05-01"))).Throws("recognition.decided-in-future");
}
