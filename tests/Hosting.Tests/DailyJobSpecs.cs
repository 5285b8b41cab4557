using System.Collections.Concurrent;
using Cultivation.Kit;
using Microsoft.Extensions.Logging.Abstractions;

namespace Cultivation.Hosting.Tests;

public sealed class DailyJobSpecs
{
    [Theory]
    [InlineData("2026-11-22T00:04:59+08:00", "2026-11-21")]
    [InlineData("2026-11-22T00:05:00+08:00", "2026-11-22")]
    [InlineData("2026-11-21T16:05:01+00:00", "2026-11-22")]
    [InlineData("2026-11-22T23:59:00+08:00", "2026-11-22")]
    public void a_day_begins_at_five_past_midnight_in_shanghai(string now, string day) =>
        Assert.Equal(day, $"{DailyJob.DayAt(DateTimeOffset.Parse(now)):O}");

    [Fact]
    public async Task a_day_that_begins_while_the_last_is_worked_on_is_worked_on_next()
    {
        var time = new LeapingTime();
        using var job = new Noted(time);
        await job.StartAsync(TestContext.Current.CancellationToken);
        await Eventually.True(() => job.Days.Count == 1);
        time.Leap(TimeSpan.FromDays(1));
        job.Finish.SetResult();
        await Eventually.True(() => job.Days.Count == 2);
        Assert.Equal([job.Days.First(), job.Days.First().AddDays(1)], job.Days);
        await job.StopAsync(TestContext.Current.CancellationToken);
    }

    /// <summary>Notes the days, and ends no run before it may.</summary>
    private sealed class Noted(TimeProvider time) : DailyJob(time, NullLogger.Instance)
    {
        public ConcurrentQueue<DateOnly> Days { get; } = [];

        public TaskCompletionSource Finish { get; } = new();

        protected override Task Run(DateOnly today, CancellationToken cancellation)
        {
            Days.Enqueue(today);
            return Finish.Task;
        }
    }
}
