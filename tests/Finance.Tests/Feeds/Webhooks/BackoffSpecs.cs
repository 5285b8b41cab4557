using Cultivation.Finance.Feeds.Webhooks;

namespace Cultivation.Finance.Tests.Feeds.Webhooks;

public sealed class BackoffSpecs
{
    [Theory]
    [InlineData(1, 5)]
    [InlineData(2, 10)]
    [InlineData(3, 20)]
    [InlineData(10, 2_560)]
    [InlineData(12, 10_240)]
    [InlineData(13, 14_400)]
    [InlineData(1_000, 14_400)]
    public void the_ceiling_doubles_from_five_seconds_to_four_hours(int attempts, int seconds) =>
        Assert.Equal(TimeSpan.FromSeconds(seconds), Backoff.Ceiling(attempts));

    [Fact]
    public void a_wait_lies_anywhere_below_its_ceiling()
    {
        var random = new Random(7);
        var waits = Enumerable.Range(0, 10_000).Select(_ => Backoff.After(10, random.NextDouble())).ToList();
        Assert.All(waits, wait => Assert.InRange(wait, Backoff.Shortest, Backoff.Ceiling(10)));
        Assert.InRange(waits.Average(w => w.TotalSeconds), 1_230, 1_330);
        Assert.InRange(waits.Count(w => w < Backoff.Ceiling(10) / 4), 2_300, 2_700);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(2)]
    public void three_days_are_some_forty_attempts(int seed)
    {
        var (random, passed, attempts) = (new Random(seed), TimeSpan.Zero, 1);
        while (passed < TimeSpan.FromHours(72))
            passed += Backoff.After(attempts++, random.NextDouble());
        Assert.InRange(attempts, 35, 60);
    }

    [Theory]
    [InlineData(-5, 1)]
    [InlineData(0, 1)]
    [InlineData(120, 120)]
    [InlineData(1_000_000, 14_400)]
    public void a_receivers_wish_is_obeyed_within_bounds(int asked, int obeyed) =>
        Assert.Equal(TimeSpan.FromSeconds(obeyed), Backoff.Obeyed(TimeSpan.FromSeconds(asked)));
}
