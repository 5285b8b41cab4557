using static Cultivation.Ladder.Tests.Given;

namespace Cultivation.Ladder.Tests.Recognitions;

public sealed class RestorationSpecs
{
    private static readonly object[] Revoked_ =
    [
        Granted("r1", "2023-11-15", "2026-11-14"), Entered("jd.hnte", "2023-11-15", "r1"), Revoked("r1", "2026-03-02", "2024-05-01"),
        Left("jd.hnte", "2024-05-01", "credentialRevoked", "r1", retroactive: true, to: "jd.startup"), Entered("jd.startup", "2024-05-01", "r1", StageBasis.Derived),
    ];

    private static RestoreRecognition Judgment(string restored, string from) => new(Day(restored), Day(from), "court", "沪行终〔2026〕1号");

    private static IEnumerable<object> Restore(Firm firm, RestoreRecognition judgment, string id = "r1", string known = "2026-07-01") =>
        RestoreRecognition.Decide(judgment, id, firm, Jiading(), Day(known));

    [Fact]
    public void a_title_that_is_given_back_in_full_holds_its_stage_again_and_the_fall_is_undone() => AFirm.Given(Revoked_)
        .When(f => Restore(f, Judgment("2026-06-20", "2024-05-01")))
        .Then(
            Restored("r1", "2026-06-20", "2024-05-01", "2026-11-14"),
            Entered("jd.hnte", "2024-05-01", "r1"),
            Left("jd.startup", "2024-05-01", "recognitionRestored", "r1", retroactive: true));

    [Fact]
    public void the_revocation_stays_on_record_and_the_stage_has_no_gap()
    {
        var firm = new Firm().Fold([Registered, .. Revoked_]);
        firm = firm.Fold(Restore(firm, Judgment("2026-06-20", "2024-05-01")));
        var span = Assert.Single(StageHistory.Spans(firm.Stages));
        Assert.Equal(("jd.hnte", Day("2023-11-15"), null), (span.StageId, span.From, span.To));
        Assert.True(firm.Recognitions[0] is { WasRevoked: true, RevokedFrom: null });
    }

    [Fact]
    public void days_between_revocation_and_restoration_stay_lost_where_the_court_leaves_them()
    {
        var firm = new Firm().Fold([Registered, .. Revoked_]);
        var happened = Restore(firm, Judgment("2026-06-20", "2025-05-01")).ToList();
        Assert.Equal(
            Entered("jd.hnte", "2025-05-01", "r1"),
            Assert.Single(happened.OfType<StageEntered>()));
        firm = firm.Fold(happened);
        Assert.Equal(
            [("jd.hnte", "2023-11-15", "2024-05-01"), ("jd.startup", "2024-05-01", "2025-05-01"), ("jd.hnte", "2025-05-01", "")],
            StageHistory.Spans(firm.Stages).Select(s => (s.StageId, $"{s.From:O}", $"{s.To:O}")));
        Assert.Equal([true, false, true], new[] { "2024-04-30", "2024-12-31", "2025-05-01" }.Select(day => firm.Recognitions[0].ValidOn(Day(day))));
    }

    [Fact]
    public void a_title_whose_last_day_is_over_when_it_is_given_back_ends_then() => AFirm.Given(Revoked_)
        .When(f => Restore(f, Judgment("2026-12-20", "2024-05-01"), known: "2027-01-05"))
        .Then(
            Restored("r1", "2026-12-20", "2024-05-01", "2026-11-14"),
            Expired("r1", "2026-11-14"),
            Entered("jd.hnte", "2024-05-01", "r1"),
            Left("jd.hnte", "2026-11-15", "credentialExpired", "r1", retroactive: true),
            Left("jd.startup", "2024-05-01", "recognitionRestored", "r1", retroactive: true));

    [Fact]
    public void a_title_can_be_revoked_again_after_it_was_given_back()
    {
        var firm = new Firm().Fold([Registered, .. Revoked_]);
        firm = firm.Fold(Restore(firm, Judgment("2026-06-20", "2025-05-01")));
        firm = firm.Fold(RevokeRecognition.Decide(new(Day("2026-08-01"), Day("2026-01-01"), "x", "y"), "r1", firm, Jiading(), Day("2026-08-02")));
        Assert.Equal(
            [("2023-11-15", "2024-05-01"), ("2025-05-01", "2026-01-01")],
            firm.Recognitions[0].Times().Select(t => ($"{t.From:O}", $"{t.To:O}")));
        Assert.False(StageHistory.Held(firm.Stages, "jd.hnte", Day("2026-01-01")));
    }

    [Fact]
    public void a_renewal_that_is_given_back_carries_on_from_the_older_title()
    {
        object[] history =
        [
            Granted("r1", "2023-11-15", "2026-11-14"), Entered("jd.hnte", "2023-11-15", "r1"), Granted("r2", "2026-11-15", "2029-11-14", "GR202631000009"),
            Revoked("r2", "2027-03-02", "2026-11-15"), Expired("r1", "2026-11-14"),
            Left("jd.hnte", "2026-11-15", "credentialRevoked", "r2", retroactive: true, to: "jd.startup"), Entered("jd.startup", "2026-11-15", "r2", StageBasis.Derived),
        ];
        AFirm.Given(history).When(f => Restore(f, Judgment("2027-06-01", "2026-11-15"), "r2", "2027-06-02")).Then(
            Restored("r2", "2027-06-01", "2026-11-15", "2029-11-14"),
            Entered("jd.hnte", "2026-11-15", "r2"),
            Left("jd.startup", "2026-11-15", "recognitionRestored", "r2", retroactive: true));
    }

    [Theory]
    [InlineData("recognition.restored-in-future", "2026-07-02", "2024-05-01")]
    [InlineData("recognition.restored-after-decision", "2026-06-20", "2026-06-21")]
    [InlineData("recognition.restored-before-revocation", "2026-06-20", "2024-04-30")]
    public void a_restoration_that_cannot_be_is_refused(string code, string restored, string from) =>
        AFirm.Given(Revoked_).When(f => Restore(f, Judgment(restored, from))).Throws(code);

    [Fact]
    public void it_does_not_begin_after_the_title_ended() =>
        AFirm.Given(Revoked_).When(f => Restore(f, Judgment("2026-12-20", "2026-11-15"), known: "2026-12-21")).Throws("recognition.effective-after-validity");

    [Fact]
    public void what_was_not_revoked_is_not_given_back() => AFirm.Given(Revoked_[..2])
        .When(f => Restore(f, Judgment("2026-06-20", "2024-05-01"))).Throws("recognition.not-revoked");

    [Fact]
    public void what_does_not_exist_is_not_given_back() => AFirm.Given(Revoked_)
        .When(f => Restore(f, Judgment("2026-06-20", "2024-05-01"), "r9")).Throws("recognition.unknown");
}
