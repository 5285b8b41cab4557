using Cultivation.Kit;
using Npgsql;

namespace Cultivation.Finance.Tests.Feeds;

/// <summary>Finance stops while the ladder goes on.</summary>
public sealed class RestartTests : IAsyncLifetime
{
    private readonly District district = new();

    public ValueTask InitializeAsync() => district.InitializeAsync();

    public ValueTask DisposeAsync() => district.DisposeAsync();

    [Fact]
    public async Task what_happened_while_finance_was_down_is_in_the_feed_once_when_it_returns()
    {
        var bank = await Partner.With(district);
        var firm = await new Firm(district).Registered();
        await bank.Consent(firm);
        await firm.Recognised();
        await bank.Take(1);
        await district.StopFinance();
        await firm.Left(new DateOnly(2026, 11, 1));
        await firm.Recognised("r2", new DateOnly(2026, 11, 5));
        await district.StartFinance();
        bank.ForgetPassword();
        Assert.Equal(["1-2", "1-3"], (await bank.Take(2)).Select(m => m.BasicProperties.MessageId));
        Assert.Equal(
            ["granted", "withdrawn", "granted"],
            (await bank.Pulled(3)).Select(e => e.GetProperty("type").GetString()!.Split('.')[3]));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task a_feeder_whose_position_was_lost_copies_nothing_twice_and_leaves_nothing_out(bool whileItRuns)
    {
        var bank = await Partner.With(district);
        var firm = await new Firm(district).Registered();
        await bank.Consent(firm);
        await firm.Recognised();
        await bank.Pulled(1);
        if (!whileItRuns)
            await district.StopFinance();
        await using (var database = NpgsqlDataSource.Create(district.FinanceData))
        await using (var lose = database.CreateCommand("update events.mt_event_progression set last_seq_id = 0 where name = 'Feeder:All' and last_seq_id > 0"))
            Assert.Equal(1, await lose.ExecuteNonQueryAsync());
        if (!whileItRuns)
            await district.StartFinance();
        await firm.Left(new DateOnly(2026, 11, 1));
        Assert.Equal(["granted", "withdrawn"], (await bank.Pulled(2)).Select(e => e.GetProperty("type").GetString()!.Split('.')[3]));
        await firm.Recognised("r2", new DateOnly(2026, 11, 5));
        Assert.Equal(["1-1", "1-2", "1-3"], (await bank.Pulled(3)).Select(e => e.GetProperty("id").GetString()));
    }
}
