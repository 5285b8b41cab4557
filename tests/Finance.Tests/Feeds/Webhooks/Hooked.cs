using System.Text.Json;
using Cultivation.Kit;

namespace Cultivation.Finance.Tests.Feeds.Webhooks;

/// <summary>A bank with a receiver, to which its feed is sent.</summary>
internal sealed class Hooked(District district, Partner bank, Receiver receiver) : IAsyncDisposable
{
    public Partner Bank => bank;

    public Receiver Receiver => receiver;

    /// <summary>As it was shown.</summary>
    public string Secret { get; private set; } = "";

    private string Path => $"banks/{bank.Id}/webhook";

    public static async Task<Hooked> With(District district)
    {
        var hooked = new Hooked(district, await Partner.With(district), await Receiver.StartAsync());
        await hooked.Set();
        return hooked;
    }

    public async Task<JsonElement> Set(string? after = null)
    {
        var answer = await bank.Http.Command(Path, new { address = receiver.Address, after }, "").Good();
        Secret = answer.Text("secret");
        return answer;
    }

    public Task<JsonElement> Shown() => bank.Http.Read(Path);

    public Task<HttpResponseMessage> Asks(string what, object command) => bank.Http.Command($"{Path}/{what}", command);

    /// <summary>A new firm that the bank is told of; its first entry is about it.</summary>
    public Task<Firm> Told() => bank.Told();

    /// <summary>A new firm that lacks nothing but its recognition for the bank to be told of it.</summary>
    public async Task<Firm> Ready()
    {
        var firm = await new Firm(district).Registered();
        await bank.Consent(firm);
        return firm;
    }

    /// <summary>New firms, as <see cref="Ready()"/>: where time runs against a test, only the telling itself takes any.</summary>
    public async Task<Firm[]> Ready(int count)
    {
        var firms = new Firm[count];
        for (var i = 0; i < count; i++)
            firms[i] = await Ready();
        return firms;
    }

    /// <summary>As <see cref="Told"/>, once the entry is in the feed at this position.</summary>
    public async Task<Firm> ToldAt(int position)
    {
        var firm = await Told();
        await bank.Pulled(position);
        return firm;
    }

    public async Task<JsonElement[]> Log(string query = "") =>
        [.. (await bank.Http.Read($"banks/{bank.Id}/deliveries?channel=webhook{query}")).GetProperty("deliveries").EnumerateArray()];

    /// <summary>Waits until the webhook is shown so.</summary>
    public async Task<JsonElement> Is(Func<JsonElement, bool> wanted, [System.Runtime.CompilerServices.CallerArgumentExpression(nameof(wanted))] string what = "")
    {
        JsonElement shown = default;
        await Eventually.True(async () => wanted(shown = await Shown()), what: what);
        return shown;
    }

    public ValueTask DisposeAsync() => receiver.DisposeAsync();
}

/// <summary>Webhook tests over HTTP, one after the other, on a <see cref="District"/> of their own, whose clock they set forward.</summary>
[CollectionDefinition]
public sealed class OverWebhooks : ICollectionFixture<District>;
