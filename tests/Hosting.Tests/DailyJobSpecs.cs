namespace Cultivation.Hosting.Tests;

public sealed class DailyJobSpecs
{
    [Theory]
    [InlineData("2026-11-22T00:04:00+08:00", "00:01:00")]
    [InlineData("2026-11-22T00:05:00+08:00", "1.00:00:00")]
    [InlineData("2026-11-21T16:05:01+00:00", "23:59:59")]
    [InlineData("2026-11-22T23:59:00+08:00", "00:06:00")]
    public void a_day_begins_at_five_past_midnight_in_shanghai(string now, string wait) =>
        Assert.Equal(TimeSpan.Parse(wait), DailyJob.UntilNext(DateTimeOffset.Parse(now)));
}
