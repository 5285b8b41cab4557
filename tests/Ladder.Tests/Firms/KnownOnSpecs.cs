using JasperFx.Events;
using static Cultivation.Ladder.Tests.Given;

namespace Cultivation.Ladder.Tests.Firms;

public sealed class KnownOnSpecs
{
    private static readonly IReadOnlyList<IEvent> Log = Recorded(
        ("2024-02-01", Registered),
        ("2024-02-01", Granted("r1", "2023-11-15", "2026-11-14")),
        ("2024-02-01", Entered("jd.hnte", "2023-11-15", "r1")),
        ("2026-03-10", Revoked("r1", "2026-03-02", "2024-05-01")),
        ("2026-03-10", Left("jd.hnte", "2024-05-01", "credentialRevoked", "r1", retroactive: true, to: "jd.startup")),
        ("2026-03-10", Entered("jd.startup", "2024-05-01", "r1", StageBasis.Derived)));

    [Theory]
    [InlineData("2023-12-01", "2024-02-01", "jd.hnte")]
    [InlineData("2025-01-01", "2024-02-01", "jd.hnte")] // what was known before the revocation is not rewritten
    [InlineData("2025-01-01", "2026-03-09", "jd.hnte")]
    [InlineData("2025-01-01", "2026-03-10", "jd.startup")]
    [InlineData("2024-04-30", "2026-03-10", "jd.hnte")]
    [InlineData("2023-11-14", "2026-03-10", null)]
    public void a_question_has_two_times(string asOf, string knownOn, string? stage)
    {
        var asked = new TwoTimes(Day(asOf), Day(knownOn), Today);
        Assert.Equal(stage, FirmPage.Of(FirmReader.KnownOn(Log, asked.KnownOn)!, asked, Jiading()).Stage);
    }

    [Fact]
    public void before_it_was_known_there_is_no_firm() => Assert.Null(FirmReader.KnownOn(Log, Day("2024-01-31")));

    [Fact]
    public void imported_history_was_known_when_its_header_says()
    {
        var log = Recorded(("2026-11-20", Registered));
        log[0].Headers = new() { ["knownSince"] = "2017-12-25 沪科〔2017〕1号" };
        Assert.NotNull(FirmReader.KnownOn(log, Day("2017-12-25")));
        Assert.Null(FirmReader.KnownOn(log, Day("2017-12-24")));
    }

    [Fact]
    public void the_day_ends_at_midnight_in_shanghai()
    {
        var log = Recorded(("2024-02-01", Registered));
        log[0].Timestamp = new DateTimeOffset(2024, 2, 1, 15, 59, 59, TimeSpan.Zero);
        Assert.NotNull(FirmReader.KnownOn(log, Day("2024-02-01")));
        log[0].Timestamp = new DateTimeOffset(2024, 2, 1, 16, 0, 0, TimeSpan.Zero);
        Assert.Null(FirmReader.KnownOn(log, Day("2024-02-01")));
    }

    [Fact]
    public void today_is_provisional_and_tomorrow_is_not_known()
    {
        Assert.True(new TwoTimes(null, null, Today).Provisional);
        Assert.False(new TwoTimes(Today, Today.AddDays(-1), Today).Provisional);
        Assert.Equal("known-on.future", Assert.Throws<RuleBroken>(() => new TwoTimes(null, Today.AddDays(1), Today)).Code);
    }

    private static IReadOnlyList<IEvent> Recorded(params (string On, object Data)[] events) => [.. events.Select((e, i) =>
    {
        var recorded = (IEvent)Activator.CreateInstance(typeof(Event<>).MakeGenericType(e.Data.GetType()), e.Data)!;
        recorded.Version = i + 1;
        recorded.StreamKey = "firm:f1";
        recorded.Timestamp = new DateTimeOffset(Day(e.On), new TimeOnly(9, 0), TimeSpan.FromHours(8));
        return recorded;
    })];
}
