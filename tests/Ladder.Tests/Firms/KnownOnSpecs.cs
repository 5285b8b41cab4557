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
        Assert.Equal(stage, FirmPage.Of(FirmReader.Known(Log, asked)!, asked, Jiading()).Stage);
    }

    [Fact]
    public void before_it_was_known_there_is_no_firm() => Assert.Null(KnownOn(Log, "2024-01-31"));

    [Fact]
    public void imported_history_was_known_when_its_header_says()
    {
        var log = Recorded(("2026-11-20", Registered));
        log[0].Headers = new() { ["knownSince"] = "2017-12-25 沪科〔2017〕1号" };
        Assert.NotNull(KnownOn(log, "2017-12-25"));
        Assert.Null(KnownOn(log, "2017-12-24"));
    }

    [Fact]
    public void the_day_ends_at_midnight_in_shanghai()
    {
        var log = Recorded(("2024-02-01", Registered));
        log[0].Timestamp = new DateTimeOffset(2024, 2, 1, 15, 59, 59, TimeSpan.Zero);
        Assert.NotNull(KnownOn(log, "2024-02-01"));
        log[0].Timestamp = new DateTimeOffset(2024, 2, 1, 16, 0, 0, TimeSpan.Zero);
        Assert.Null(KnownOn(log, "2024-02-01"));
    }

    /// <summary>Where a day's closing position is recorded, no clock is compared; what was imported goes by its mark.</summary>
    [Theory]
    [InlineData(2L, "乙")]
    [InlineData(1L, "甲")]
    [InlineData(3L, "丙")]
    [InlineData(null, "丙")] // the last one was recorded before midnight by a clock that was behind
    public void the_closing_position_cuts_the_log(long? cut, string name)
    {
        var log = Recorded(("2024-02-01", Registered with { LegalName = "甲" }), ("2024-02-02", Renamed("乙")), ("2024-02-01", Renamed("丙")));
        Assert.Equal(name, FirmReader.Known(log, new TwoTimes(Day("2024-02-01"), Day("2024-02-01"), Today) with { Cut = cut })!.LegalName());
        log[2].Headers = new() { ["knownSince"] = "2024-01-31 嘉科" };
        Assert.Equal("丙", FirmReader.Known(log, new TwoTimes(Day("2024-02-01"), Day("2024-02-01"), Today) with { Cut = cut })!.LegalName());

        static EnterpriseRenamed Renamed(string name) => new(Code, "", name, Day("2024-01-15"), Day("2024-04-15"), "");
    }

    [Fact]
    public void today_is_provisional_and_tomorrow_is_not_known()
    {
        Assert.True(new TwoTimes(null, null, Today).Provisional);
        Assert.False(new TwoTimes(Today, Today.AddDays(-1), Today).Provisional);
        Assert.Equal("known-on.future", Assert.Throws<RuleBroken>(() => new TwoTimes(null, Today.AddDays(1), Today)).Code);
    }

    private static Firm? KnownOn(IReadOnlyList<IEvent> log, string day) => FirmReader.Known(log, new(null, Day(day), Today));

    private static IReadOnlyList<IEvent> Recorded(params (string On, object Data)[] events) => [.. events.Select((e, i) =>
    {
        var recorded = (IEvent)Activator.CreateInstance(typeof(Event<>).MakeGenericType(e.Data.GetType()), e.Data)!;
        recorded.Version = recorded.Sequence = i + 1;
        recorded.StreamKey = "firm:f1";
        recorded.Timestamp = new DateTimeOffset(Day(e.On), new TimeOnly(9, 0), TimeSpan.FromHours(8));
        return recorded;
    })];
}
