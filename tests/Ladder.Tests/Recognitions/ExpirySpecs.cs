using static Cultivation.Ladder.Tests.Given;

namespace Cultivation.Ladder.Tests.Recognitions;

public sealed class ExpirySpecs
{
    private static readonly object[] Held = [Granted("r1", "2023-11-15", "2026-11-14"), Entered("jd.hnte", "2023-11-15", "r1")];

    private static IEnumerable<object> Over(Firm firm, string day, bool expiryConfirmed = false) =>
        SettleRecognitions.Decide(firm, Jiading(expiryConfirmed), Day(day), Day(day).AddDays(1));

    [Fact]
    public void a_title_holds_through_its_last_day() => AFirm.Given(Held).When(f => Over(f, "2026-11-13")).ThenNothing();

    [Fact]
    public void a_title_ends_and_the_stage_is_left_the_day_after_its_last() => AFirm.Given(Held)
        .When(f => Over(f, "2026-11-14"))
        .Then(Expired("r1", "2026-11-14"), Left("jd.hnte", "2026-11-15", "credentialExpired", "r1"));

    [Fact]
    public void a_day_that_is_closed_late_finds_what_ended_before_it() => AFirm.Given(Held)
        .When(f => Over(f, "2026-11-20"))
        .Then(Expired("r1", "2026-11-14"), Left("jd.hnte", "2026-11-15", "credentialExpired", "r1", retroactive: true));

    [Fact]
    public void the_next_stage_follows_only_by_a_line_that_may_decide() => AFirm.Given(Held)
        .When(f => Over(f, "2026-11-14", expiryConfirmed: true))
        .Then(
            Expired("r1", "2026-11-14"),
            Left("jd.hnte", "2026-11-15", "credentialExpired", "r1", to: "jd.pool"),
            Entered("jd.pool", "2026-11-15", "r1", StageBasis.Derived));

    [Fact]
    public void a_stage_that_is_held_already_is_not_entered_again() => AFirm
        .Given([.. Held, Entered("jd.pool", "2022-01-01", "2022-000001", StageBasis.DistrictDecision)])
        .When(f => Over(f, "2026-11-14", expiryConfirmed: true))
        .Then(Expired("r1", "2026-11-14"), Left("jd.hnte", "2026-11-15", "credentialExpired", "r1", to: "jd.pool"));

    [Fact]
    public void what_has_ended_does_not_end_twice() => AFirm
        .Given([.. Held, Expired("r1", "2026-11-14"), Left("jd.hnte", "2026-11-15", "credentialExpired", "r1")])
        .When(f => Over(f, "2026-11-20"))
        .ThenNothing();

    [Fact]
    public void a_renewed_title_does_not_end_the_stage() => AFirm
        .Given([.. Held, Granted("r2", "2026-11-10", "2029-11-09", "GR202631000009")])
        .When(f => Over(f, "2026-11-14"))
        .ThenNothing();

    [Fact]
    public void a_title_without_a_last_day_does_not_end() => AFirm
        .Given(Granted("r1", "2023-11-15", null), Entered("jd.hnte", "2023-11-15", "r1"))
        .When(f => Over(f, "2040-01-01"))
        .ThenNothing();

    [Fact]
    public void a_renewal_under_way_is_told() => AFirm
        .Given([.. Held, new DistrictRecommended(
            "2026-000007", Code, "jiading-six-stage", "jd.hnte", "上海市认定机构", "第一批", CaseDecision.Recommend, Day("2026-08-01"), "li")])
        .When(f => Over(f, "2026-11-14"))
        .Then(Expired("r1", "2026-11-14", renewalPending: true), Left("jd.hnte", "2026-11-15", "credentialExpired", "r1"));

    [Fact]
    public void the_snapshot_knows_which_day_brings_the_next_end()
    {
        var firm = new Firm().Fold([Registered, .. Held]);
        Assert.Equal(Day("2026-11-14"), firm.NextExpiryOn);
        Assert.Equal(Day("2029-11-09"), firm.Fold(Granted("r2", "2026-11-10", "2029-11-09", "GR202631000009")).NextExpiryOn);
        Assert.Null(firm.Fold(Expired("r1", "2026-11-14")).NextExpiryOn);
    }
}
