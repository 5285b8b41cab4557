using Cultivation.Kit;

namespace Cultivation.Finance.Tests.Feeds;

/// <summary>What is lost comes again: a place that was not saved, a queue, a virtual host.</summary>
[Collection<OnTheWire>]
public sealed class QueueTests(District district)
{
    [Fact]
    public async Task a_lost_virtual_host_is_made_again_and_filled_from_the_feeds_start()
    {
        var bank = await Partner.With(district);
        var firm = await new Firm(district).Registered();
        await bank.Consent(firm);
        await firm.Recognised();
        await bank.Take(1);
        await bank.Filled(1);
        using var management = district.ManagementClient();
        (await management.DeleteAsync($"api/vhosts/{Banks.Place(bank.Id)}")).EnsureSuccessStatusCode();
        (await management.DeleteAsync($"api/users/{Banks.Place(bank.Id)}")).EnsureSuccessStatusCode();
        await firm.Left(new DateOnly(2026, 11, 1));
        bank.ForgetPassword();
        Assert.Equal(["1-1", "1-2"], (await bank.Take(2)).Select(m => m.BasicProperties.MessageId));
        await district.Client().Command($"banks/{bank.Id}/refills", new { after = "1-1" }).Good();
        Assert.Equal(["1-2"], (await bank.Take(1)).Select(m => m.BasicProperties.MessageId));
    }

    [Fact]
    public async Task a_test_comes_into_the_queue_now_and_is_no_entry_of_the_feed()
    {
        var (bank, other) = (await Partner.With(district), await Partner.With(district));
        await bank.Told();
        await bank.Filled(1);
        var path = $"banks/{bank.Id}/queue/tests";
        var tried = await bank.Http.Command(path, "").Good();
        Assert.Equal(("delivered", "cn.cultivation.test.v1"), (tried.Text("outcome"), tried.Text("type")));
        var taken = await bank.Take(2);
        var test = System.Text.Json.JsonElement.Parse(taken[1].Body.Span);
        Assert.Equal((tried.Text("id"), "cn.cultivation.test.v1", false), (taken[1].BasicProperties.MessageId!, test.Text("type"), test.TryGetProperty("position", out _)));
        Assert.Single(await bank.Pull());
        var log = (await bank.Http.Read($"banks/{bank.Id}/deliveries?channel=amqp")).GetProperty("deliveries")[0];
        Assert.Equal(("test", "delivered", System.Text.Json.JsonValueKind.Null), (log.Text("kind"), log.Text("outcome"), log.GetProperty("position").ValueKind));
        Assert.Equal((403, "bank.forbidden"), await other.Http.Command(path, "").Problem());
        Assert.Equal((404, "bank.unknown"), await district.Client().Command("banks/nobody/queue/tests", "").Problem());
    }

    [Fact]
    public async Task what_a_deleted_queue_held_comes_again_without_an_operator_though_nothing_new_is_told()
    {
        var bank = await Partner.With(district);
        var firms = new[] { await new Firm(district).Registered(), await new Firm(district).Registered() };
        foreach (var firm in firms)
        {
            await bank.Consent(firm);
            await firm.Recognised();
        }
        await bank.Take(1);
        await bank.Filled(2);
        using var management = district.ManagementClient();
        (await management.DeleteAsync($"api/queues/{Banks.Place(bank.Id)}/feed")).EnsureSuccessStatusCode();
        await management.Queue(bank);
        var taken = (await bank.Take(2)).Select(m => System.Text.Json.JsonElement.Parse(m.Body.Span)).ToList();
        Assert.Equal(["1-1", "1-2"], taken.Select(e => e.Text("id")));
        Assert.Equal(1, await district.Count(
            "select count(*) from events.mt_events where type = 'queue_refilled' and data ->> 'by' = 'service:finance' and stream_id = any($1)", [$"bank:{bank.Id}"]));
        await district.Proof(bank, firms).HoldsAsync(2, new Brought("amqp", () => taken, InOrder: true));
    }

    [Fact]
    public async Task a_lost_queue_comes_again_from_where_the_bank_said_that_it_holds_its_feed()
    {
        var bank = await Partner.With(district);
        var confirmations = $"banks/{bank.Id}/queue/confirmations";
        var firm = await new Firm(district).Registered();
        await bank.Consent(firm);
        await firm.Recognised();
        await firm.Left(new DateOnly(2026, 11, 1));
        await firm.Recognised("r2", new DateOnly(2026, 11, 5));
        await bank.Take(3);
        await bank.Filled(3);
        using var management = district.ManagementClient();
        Assert.Equal(["1-3"], await LostAfter("1-2", 1));
        // It lost what it had: the last word counts.
        Assert.Equal(["1-2", "1-3"], await LostAfter("1-1", 2));
        Assert.Equal((409, "feed.cursor-ahead"), await bank.Http.Command(confirmations, new { through = "1-4" }).Problem());
        Assert.Equal((409, "feed.epoch-changed"), await bank.Http.Command(confirmations, new { through = "2-1" }).Problem());
        Assert.Equal((403, "bank.forbidden"), await (await Partner.With(district)).Http.Command(confirmations, new { through = "1-1" }).Problem());
        Assert.Equal((403, "auth.role-missing"), await district.Client().Command(confirmations, new { through = "1-1" }).Problem());

        async Task<IEnumerable<string?>> LostAfter(string through, int count)
        {
            Assert.Equal(through, (await bank.Http.Command(confirmations, new { through }).Good()).Text("confirmed"));
            var shown = await bank.Http.Read($"banks/{bank.Id}/queue");
            Assert.Equal((through, "1-3"), (shown.Text("confirmed"), shown.Text("position")));
            (await management.DeleteAsync($"api/queues/{Banks.Place(bank.Id)}/feed")).EnsureSuccessStatusCode();
            await management.Queue(bank);
            var taken = (await bank.Take(count)).Select(m => m.BasicProperties.MessageId);
            await bank.Filled(3);
            return taken;
        }
    }

    [Fact]
    public async Task a_new_password_asked_for_while_the_queue_is_gone_loses_nothing_either()
    {
        var bank = await Partner.With(district);
        var firm = await new Firm(district).Registered();
        await bank.Consent(firm);
        await firm.Recognised();
        await bank.Filled(1);
        await district.StopFinance();
        using var management = district.ManagementClient();
        (await management.DeleteAsync($"api/queues/{Banks.Place(bank.Id)}/feed")).EnsureSuccessStatusCode();
        await district.StartFinance();
        Assert.Equal("1-1", (await bank.Take(1)).Single().BasicProperties.MessageId);
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
}
