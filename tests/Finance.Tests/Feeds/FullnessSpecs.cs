using Cultivation.Finance.Feeds.Amqp;

namespace Cultivation.Finance.Tests.Feeds;

public sealed class FullnessSpecs
{
    [Theory]
    [InlineData(QueueState.Free, 0, QueueState.Free)]
    [InlineData(QueueState.Free, 79, QueueState.Free)]
    [InlineData(QueueState.Free, 80, QueueState.NearlyFull)]
    [InlineData(QueueState.Free, 100, QueueState.Full)]
    [InlineData(QueueState.NearlyFull, 101, QueueState.Full)]
    [InlineData(QueueState.NearlyFull, 79, QueueState.NearlyFull)]
    [InlineData(QueueState.NearlyFull, 50, QueueState.Free)]
    [InlineData(QueueState.Full, 99, QueueState.NearlyFull)]
    [InlineData(QueueState.Full, 51, QueueState.NearlyFull)]
    [InlineData(QueueState.Full, 50, QueueState.Free)]
    public void an_alarm_stays_until_half_is_free_again(QueueState before, long messages, QueueState after) => Assert.Equal(after, Fullness.Of(before, messages, 100));
}
