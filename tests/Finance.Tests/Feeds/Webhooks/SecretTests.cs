using Cultivation.Hosting;
using Cultivation.Kit;

namespace Cultivation.Finance.Tests.Feeds.Webhooks;

/// <summary>Secrets: shown once, kept sealed, rotated without a loss; and the standard's own verifier.</summary>
[Collection<OverWebhooks>]
public sealed class SecretTests(District district)
{
    [Fact]
    public async Task for_a_while_a_rotated_secret_signs_beside_the_new_one()
    {
        await using var hooked = await Hooked.With(district);
        var answer = await hooked.Bank.Http.Command($"banks/{hooked.Bank.Id}/webhook/secrets", "", "").Good();
        var (old, renewed) = (hooked.Secret, answer.Text("secret"));
        Assert.NotEqual(old, renewed);
        await hooked.Told();
        var both = (await hooked.Receiver.Came(1))[0];
        Assert.Equal($"{WebhookTests.Signed(renewed, both)} {WebhookTests.Signed(old, both)}", both.Signature);
        district.Time.Leap(TimeSpan.FromHours(24));
        await hooked.Told();
        var one = (await hooked.Receiver.Came(2))[1];
        Assert.Equal(WebhookTests.Signed(renewed, one), one.Signature);
        Assert.Equal(1, (await hooked.Shown()).GetProperty("secrets").GetArrayLength());
    }

    [Fact]
    public async Task after_a_leak_the_others_end_at_once()
    {
        await using var hooked = await Hooked.With(district);
        var renewed = (await hooked.Bank.Http.Command($"banks/{hooked.Bank.Id}/webhook/secrets", new { overlapHours = 0 }, "").Good()).Text("secret");
        await hooked.Told();
        var arrival = (await hooked.Receiver.Came(1))[0];
        Assert.Equal(WebhookTests.Signed(renewed, arrival), arrival.Signature);
    }

    [Fact]
    public async Task a_secret_is_shown_once_and_stands_nowhere_in_the_clear()
    {
        await using var hooked = await Hooked.With(district);
        var renewed = (await hooked.Bank.Http.Command($"banks/{hooked.Bank.Id}/webhook/secrets", "", "").Good()).Text("secret");
        string[] secrets = [hooked.Secret["whsec_".Length..], renewed["whsec_".Length..]];
        Assert.Equal(0, await district.Count("select count(*) from hosting.replies where body like any($1)", secrets));
        Assert.Equal(0, await district.Count("select count(*) from events.mt_events where data::text like any($1)", secrets));
        Assert.Equal(0, await district.Count("select count(*) from finance.webhook_secrets where sealed like any($1)", secrets));
        Assert.Equal(2, (await hooked.Shown()).GetProperty("secrets").GetArrayLength());
    }

    [Fact]
    public async Task the_verifier_of_the_standard_takes_our_signatures_and_refuses_what_was_altered()
    {
        await using var hooked = await Hooked.With(district);
        var renewed = (await hooked.Bank.Http.Command($"banks/{hooked.Bank.Id}/webhook/secrets", "", "").Good()).Text("secret");
        await hooked.Told();
        var arrival = (await hooked.Receiver.Came(1))[0];
        var time = arrival.Timestamp.ToString(System.Globalization.CultureInfo.InvariantCulture);
        Assert.Equal("taken 1-1", await Verified(hooked.Secret, arrival.Id, time, arrival.Signature, arrival.Body));
        Assert.Equal("taken 1-1", await Verified(renewed, arrival.Id, time, arrival.Signature, arrival.Body));
        Assert.StartsWith("refused", await Verified(renewed, "1-2", time, arrival.Signature, arrival.Body), StringComparison.Ordinal);
        Assert.StartsWith(
            "refused", await Verified(renewed, arrival.Id, time, arrival.Signature, arrival.Body.Replace("granted", "revoked", StringComparison.Ordinal)),
            StringComparison.Ordinal);
    }

    [Fact]
    public async Task a_webhook_is_its_banks_alone()
    {
        await using var mine = await Hooked.With(district);
        await using var theirs = await Hooked.With(district);
        var path = $"banks/{theirs.Bank.Id}/webhook";
        Assert.Equal((403, "bank.forbidden"), await mine.Bank.Http.GetAsync(path).Problem());
        Assert.Equal((403, "bank.forbidden"), await mine.Bank.Http.GetAsync($"banks/{theirs.Bank.Id}/deliveries").Problem());
        Assert.Equal((403, "bank.forbidden"), await mine.Bank.Http.Command(path, new { address = mine.Receiver.Address }, "").Problem());
        Assert.Equal((403, "bank.forbidden"), await mine.Bank.Http.Command($"{path}/secrets", "", "").Problem());
        Assert.Equal((403, "bank.forbidden"), await mine.Bank.Http.Command($"{path}/disabling", new { reason = "x" }).Problem());
        Assert.Equal((403, "bank.forbidden"), await mine.Bank.Http.Command($"{path}/enabling", "").Problem());
        Assert.Equal((403, "bank.forbidden"), await mine.Bank.Http.Command($"{path}/tests", "").Problem());
        Assert.Equal((403, "bank.forbidden"), await mine.Bank.Http.Command($"{path}/replays", new { after = "1-0", through = "1-1" }).Problem());
        Assert.Equal((403, "auth.role-missing"), await mine.Bank.Http.GetAsync("webhooks").Problem());
        Assert.Equal((403, "auth.role-missing"), await district.Client([Roles.CaseWorker]).Command(path, new { address = "x" }, "").Problem());
        Assert.Equal((403, "auth.role-missing"), await district.Client([Roles.Auditor]).Command($"{path}/enabling", "").Problem());
    }

    [Fact]
    public async Task an_unknown_bank_has_no_webhook_and_a_bank_without_one_says_so()
    {
        var bank = await Partner.With(district);
        Assert.Equal((404, "webhook.none"), await bank.Http.GetAsync($"banks/{bank.Id}/webhook").Problem());
        Assert.Equal((404, "webhook.none"), await bank.Http.Command($"banks/{bank.Id}/webhook/tests", "").Problem());
        Assert.Equal((404, "webhook.none"), await bank.Http.Command($"banks/{bank.Id}/webhook/replays", new { after = "1-0", through = "1-1" }).Problem());
        Assert.Equal((404, "bank.unknown"), await district.Client().GetAsync("banks/nobody/webhook").Problem());
        Assert.Equal((404, "bank.unknown"), await district.Client().GetAsync("banks/nobody/deliveries").Problem());
        Assert.Equal((404, "bank.unknown"), await district.Client().Command("banks/nobody/webhook", new { address = "https://bank.example/" }, "").Problem());
        Assert.Equal((422, "webhook.address-malformed"), await bank.Http.Command($"banks/{bank.Id}/webhook", new { address = "bank" }, "").Problem());
        Assert.Equal((409, "feed.cursor-ahead"), await bank.Http.Command($"banks/{bank.Id}/webhook", new { address = "https://bank.example/", after = "1-9" }, "").Problem());
        Assert.Equal((400, "webhook.state-unknown"), await district.Client().GetAsync("webhooks?state=broken").Problem());
    }

    private static async Task<string> Verified(params string[] delivery) =>
        (await (await NodePackages.Of("standardwebhooks")).ScriptAsync("verify.cjs", delivery)).Output.Trim();
}
