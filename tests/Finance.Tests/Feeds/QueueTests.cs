using Cultivation.Kit;
using Npgsql;

namespace Cultivation.Finance.Tests.Feeds;

/// <summary>What is lost comes again: a place that was not saved, a queue, a virtual host.</summary>
[Collection<OnTheWire>]
public sealed class QueueTests(District district)
{
    [Fact]
    public async Task what_was_published_but_not_saved_comes_again_with_the_same_id()
    {
        var bank = await Partner.With(district);
        var firm = await new Firm(district).Registered();
        await bank.Consent(firm);
        await using var database = NpgsqlDataSource.Create(district.FinanceData);
        await using var connection = await database.OpenConnectionAsync();
        await using var holding = await connection.BeginTransactionAsync();
        await using (var hold = new NpgsqlCommand("select 1 from finance.deliveries where bank_id = $1 for update", connection, holding) { Parameters = { new() { Value = bank.Id } } })
            await hold.ExecuteNonQueryAsync();
        await firm.Recognised();
        Assert.Equal("1-1", (await bank.Take(1)).Single().BasicProperties.MessageId);
        // The publisher now waits to save its place. Its connection dies, as it would with the process.
        await Eventually.True(async () => await Terminated(database));
        await holding.RollbackAsync();
        Assert.Equal("1-1", (await bank.Take(1)).Single().BasicProperties.MessageId);
        await Eventually.True(async () => await district.Count("select position from finance.deliveries where bank_id = any($1)", [bank.Id]) == 1);
    }

    [Fact]
    public async Task a_lost_virtual_host_is_made_again_and_refilled_from_the_feed()
    {
        var bank = await Partner.With(district);
        var firm = await new Firm(district).Registered();
        await bank.Consent(firm);
        await firm.Recognised();
        await bank.Take(1);
        using var management = district.ManagementClient();
        (await management.DeleteAsync($"api/vhosts/{Banks.Place(bank.Id)}")).EnsureSuccessStatusCode();
        (await management.DeleteAsync($"api/users/{Banks.Place(bank.Id)}")).EnsureSuccessStatusCode();
        await firm.Left(new DateOnly(2026, 11, 1));
        bank.ForgetPassword();
        Assert.Equal("1-2", (await bank.Take(1)).Single().BasicProperties.MessageId);
        await district.Client().Command($"banks/{bank.Id}/refills", new { after = "1-0" }).Good();
        Assert.Equal(["1-1", "1-2"], (await bank.Take(2)).Select(m => m.BasicProperties.MessageId));
    }

    [Fact]
    public async Task a_deleted_queue_is_declared_again()
    {
        var bank = await Partner.With(district);
        var firm = await new Firm(district).Registered();
        await bank.Consent(firm);
        await firm.Recognised();
        await bank.Take(1);
        using var management = district.ManagementClient();
        (await management.DeleteAsync($"api/queues/{Banks.Place(bank.Id)}/feed")).EnsureSuccessStatusCode();
        await firm.Left(new DateOnly(2026, 11, 1));
        await management.Queue(bank);
        Assert.Equal("1-2", (await bank.Take(1)).Single().BasicProperties.MessageId);
    }

    [Theory]
    [InlineData("""{"after":"1-7"}""", 409, "feed.cursor-ahead")]
    [InlineData("""{"after":"2-0"}""", 409, "feed.epoch-changed")]
    [InlineData("""{"after":"x"}""", 400, "feed.cursor-malformed")]
    [InlineData("""{"after":1}""", 400, "request.malformed")]
    [InlineData("{", 400, "request.malformed")]
    public async Task a_refill_from_nowhere_is_refused(string body, int status, string code)
    {
        var bank = await Partner.With(district);
        Assert.Equal((status, code), await district.Client().Command($"banks/{bank.Id}/refills", body).Problem());
    }

    [Fact]
    public async Task only_the_operator_refills()
    {
        Assert.Equal((403, "auth.role-missing"), await district.Client([Hosting.Roles.CaseWorker]).Command("banks/x/refills", new { after = "1-0" }).Problem());
        Assert.Equal((404, "bank.unknown"), await district.Client().Command("banks/nobody/refills", new { after = "1-0" }).Problem());
        Assert.Equal((404, "bank.unknown"), await district.Client().Command("banks/nobody/amqp-credentials", "", "").Problem());
    }

    private static async Task<bool> Terminated(NpgsqlDataSource database)
    {
        await using var kill = database.CreateCommand(
            "select pg_terminate_backend(pid) from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock' and query like 'update finance.deliveries%'");
        return await kill.ExecuteScalarAsync() is true;
    }
}
