namespace Cultivation.EventStore.Tests.NeverSkips;

/// <summary>Numbers are given before commit. Each run begins with a sequence that was never called.</summary>
public sealed class DelayedWriterSpecs(Database database, ITestOutputHelper output) : IClassFixture<Database>
{
    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    [InlineData(16)]
    public Task nothing_is_skipped_while_delayed_writers_hold_numbers(int writers) => Seeds.EachAsync(output, async seed =>
    {
        await using var following = await Following.StartAsync(database.ConnectionString, (seed * 100) + writers);
        await Task.WhenAll([.. Enumerable.Range(0, writers).Select(_ => following.Delayed(8)), following.Quick(40), following.Quick(40)]);
        return await following.VerifyAsync();
    });

    [Fact]
    public Task rolled_back_numbers_are_passed() => Seeds.EachAsync(output, async seed =>
    {
        await using var following = await Following.StartAsync(database.ConnectionString, (seed * 100) + 50);
        await Task.WhenAll(following.Delayed(10, rolledBack: 90), following.Delayed(10, rolledBack: 90), following.Quick(20));
        return await following.VerifyAsync();
    });
}
