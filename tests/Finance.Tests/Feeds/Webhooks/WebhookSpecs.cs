using Cultivation.Finance.Banks;
using Cultivation.Finance.Feeds.Webhooks;
using Cultivation.Hosting;

namespace Cultivation.Finance.Tests.Feeds.Webhooks;

public sealed class WebhookSpecs
{
    private const string Address = "https://hooks.bank.example/feed";
    private static readonly DateTimeOffset Now = Standings.Now;
    private static readonly WebhookAddressSet AddressSet = new("bank-a", Address, null, "zhao");
    private static readonly Again Failed = new(Standings.Entry(7), 44, Now, Now.AddHours(-73), "timeout");

    [Fact]
    public void an_address_is_set() => Then(SetWebhook.Decide(new(Address), Samples.BankA, 7, false, "zhao"), AddressSet with { After = 7 });

    [Theory]
    [InlineData("", "webhook.address-malformed")]
    [InlineData("/feed", "webhook.address-malformed")]
    [InlineData("hooks.bank.example", "webhook.address-malformed")]
    [InlineData("ftp://hooks.bank.example/", "webhook.address-malformed")]
    [InlineData("file:///etc/passwd", "webhook.address-malformed")]
    [InlineData("https:///feed", "webhook.address-malformed")]
    [InlineData("https://user:password@hooks.bank.example/", "webhook.address-malformed")]
    [InlineData("https://hooks.bank.example/#part", "webhook.address-malformed")]
    [InlineData("http://hooks.bank.example/", "webhook.address-insecure")]
    [InlineData("https://10.0.0.1/", "webhook.address-private")]
    [InlineData("https://localhost/", "webhook.address-private")]
    public void an_address_that_may_not_be_called_is_refused(string address, string code) =>
        Spec.Throws(code, () => SetWebhook.Decide(new(address), Samples.BankA, null, false, "zhao"));

    [Fact]
    public void an_address_has_an_end() =>
        Spec.Throws("webhook.address-malformed", () => SetWebhook.Decide(new($"{Address}?{new string('a', 2_000)}"), Samples.BankA, null, false, "zhao"));

    [Fact]
    public void where_configuration_allows_it_plain_http_and_loopback_are_taken() =>
        Assert.Single(SetWebhook.Decide(new("http://127.0.0.1:5000/"), Samples.BankA, null, true, "zhao"));

    [Fact]
    public void secrets_overlap_for_a_day_unless_it_is_said_otherwise()
    {
        Then(RotateWebhookSecret.Decide(new(), Active, 1, Now, "zhao"), new WebhookSecretRotated("bank-a", Now.AddHours(24), "zhao"));
        Then(RotateWebhookSecret.Decide(new(0), Active, 4, Now, "zhao"), new WebhookSecretRotated("bank-a", Now, "zhao"));
        Spec.Throws("webhook.overlap", () => RotateWebhookSecret.Decide(new(-1), Active, 1, Now, "zhao"));
        Spec.Throws("webhook.overlap", () => RotateWebhookSecret.Decide(new(169), Active, 1, Now, "zhao"));
        Spec.Throws("webhook.secrets-many", () => RotateWebhookSecret.Decide(new(), Active, 4, Now, "zhao"));
        Spec.Throws("webhook.none", () => RotateWebhookSecret.Decide(new(), Samples.BankA, 0, Now, "zhao"));
    }

    [Fact]
    public void it_is_disabled_and_enabled_once()
    {
        var disabled = new WebhookDisabled("bank-a", "维护", "zhao");
        Then(Disable("维护", Active), disabled);
        Assert.Empty(Disable("维护", Active.Evolve(disabled)));
        Then(EnableWebhook.Decide(Active.Evolve(disabled), "zhao"), new WebhookEnabled("bank-a", "zhao"));
        Assert.Empty(EnableWebhook.Decide(Active, "zhao"));
        Assert.Equal(WebhookState.Active, Active.Evolve(disabled).Evolve(new WebhookEnabled("bank-a", "zhao")).Webhook!.State);
        Spec.Throws("webhook.reason-missing", () => Disable(" ", Active));
        Spec.Throws("webhook.none", () => Disable("维护", Samples.BankA));
        Spec.Throws("webhook.none", () => EnableWebhook.Decide(Samples.BankA, "zhao"));
    }

    [Fact]
    public void it_stops_by_itself()
    {
        var paused = new WebhookPaused("bank-a", 7, Now.AddHours(-73), 44, "timeout");
        Then(Stopped(Active, false), paused, Notice(WebhookState.Paused, "failing"));
        Then(Stopped(Active, true), new WebhookDisabled("bank-a", "gone", null), Notice(WebhookState.Disabled, "gone"));
        Assert.Empty(Stopped(Active.Evolve(paused), false));
    }

    [Fact]
    public void a_bank_is_told_of_the_stop_that_it_did_not_order_and_of_no_word_of_a_person()
    {
        var notice = Notice(WebhookState.Disabled, "by-operator");
        Then(Disable("维护", Active, Roles.Operator), new WebhookDisabled("bank-a", "维护", "zhao"), notice);
        Then(Disable("维护", Active.Evolve(new WebhookPaused("bank-a", 7, Now, 1, "timeout")), Roles.Operator), new WebhookDisabled("bank-a", "维护", "zhao"), notice);
        Assert.Equal(Active, Active.Evolve(notice));
    }

    [Fact]
    public void another_address_set_meanwhile_is_not_to_blame() => Assert.Empty(StopWebhook.Decide(Active, "https://old.bank.example/", new Stop(true, Failed), 6, Now));

    [Fact]
    public void what_was_delivered_is_replayed()
    {
        Then(Replay(2, 7), new WebhookReplayRequested("bank-a", "p1", 2, 7, "zhao"));
        Spec.Throws("webhook.replay-empty", () => Replay(7, 7));
        Spec.Throws("webhook.replay-ahead", () => Replay(2, 8));
        Spec.Throws("webhook.replays-many", () => Replay(2, 7, waiting: 10));
        Spec.Throws("webhook.none", () => ReplayWebhook.Decide(Samples.BankA, new Cursor(1, 2), new Cursor(1, 7), 7, 0, "p1", "zhao"));
    }

    [Fact]
    public void other_events_of_the_bank_leave_it_alone() => Assert.Equal(Active.Webhook, Active.Evolve(new QueueRefilled("bank-a", 1, "zhao")).Webhook);

    private static Bank Active => Samples.BankA.Evolve(AddressSet);

    private static WebhookStopDisclosed Notice(WebhookState state, string reason) => new("bank-a", new(state, reason, Now, 6));

    private static object[] Stopped(Bank bank, bool gone) => StopWebhook.Decide(bank, Address, new Stop(gone, gone ? Failed with { Reason = "gone" } : Failed), 6, Now);

    private static object[] Disable(string reason, Bank bank, string role = Roles.Bank) =>
        DisableWebhook.Decide(new(reason), bank, new("zhao", "zhao", [role], ["310114"], role == Roles.Bank ? "bank-a" : null, null), 6, Now);

    private static object[] Replay(long after, long through, int waiting = 0) =>
        ReplayWebhook.Decide(Active, new Cursor(1, after), new Cursor(1, through), 7, waiting, "p1", "zhao");

    private static void Then(object[] happened, params object[] expected) => Assert.Equal(expected.Select(Spec.Text), happened.Select(Spec.Text));
}
