using Cultivation.Ladder.Days;

namespace Cultivation.Ladder.Tests.Days;

public sealed class DayEndSpecs
{
    [Theory]
    [InlineData("2026-11-22T00:04:00+08:00", "00:01:00")]
    [InlineData("2026-11-22T00:05:00+08:00", "1.00:00:00")]
    [InlineData("2026-11-21T16:05:01+00:00", "23:59:59")]
    [InlineData("2026-11-22T23:59:00+08:00", "00:06:00")]
    public void the_next_end_of_day_is_at_five_past_midnight_in_shanghai(string now, string wait) =>
        Assert.Equal(TimeSpan.Parse(wait), DayEnd.UntilNext(DateTimeOffset.Parse(now)));

    [Fact]
    public void a_day_is_closed_when_it_is_over()
    {
        Assert.Equal(new DayClosed(Given.Today.AddDays(-1), 3), CloseDay.Decide(new(Given.Today.AddDays(-1), 3), Given.Today));
        Assert.Equal("day.not-over", Assert.Throws<RuleBroken>(() => CloseDay.Decide(new(Given.Today, 0), Given.Today)).Code);
    }
}
