using System.Text.Json;
using Cultivation.Kit;
using RabbitMQ.Client;

namespace Cultivation.Finance.Tests;

/// <summary>A bank with its agreement, as a client of the feed: over AMQP with its own user, and over HTTP.</summary>
internal sealed class Partner(District district)
{
    private static readonly DateOnly From = new(2026, 1, 1);
    private static readonly DateOnly To = new(2030, 12, 31);
    private JsonElement credentials;

    public string Id { get; } = district.Banks.NewId();

    public string Product => $"p-{Id}";

    public HttpClient Http => district.BankClient(Id);

    public static async Task<Partner> With(District district, string? criteria = null)
    {
        var partner = new Partner(district);
        var client = district.Client();
        await client.Command("products", $$"""
            {"code":"{{partner.Product}}","nameZh":"高企贷","nameEn":"HNTE loan","criteria":{{criteria ?? Samples.Holds("stageHeld", "jd.hnte")}}}
            """).Good();
        await client.Command("banks", partner.Registration()).Good();
        return partner;
    }

    public object Registration(string? agreement = null) => new
    {
        id = Id, nameZh = "样例银行", nameEn = "Sample bank", agreementRef = agreement ?? "协议1号", products = new[] { Product }, from = From, to = To,
    };

    /// <param name="scopes">What data; null: eligibility alone.</param>
    /// <param name="products">Null for all.</param>
    public Task<JsonElement> Consent(Firm firm, string[]? scopes = null, string[]? products = null) => district.Client().Command("consents", new
    {
        firmId = firm.Id, bankId = Id, dataScopes = scopes ?? ["eligibility"], products, purpose = "loan", from = From, to = To, method = "paper", documentHash = Samples.Hash,
    }).Good();

    public Task<JsonElement> Withdraw(Firm firm) =>
        district.Client().Command("consents/withdrawals", new { firmId = firm.Id, bankId = Id, effectiveOn = From.AddDays(1) }).Good();

    /// <summary>A connection with the bank's own user, to its own virtual host unless another is named.</summary>
    public async Task<IConnection> Connect(string? virtualHost = null)
    {
        if (credentials.ValueKind == JsonValueKind.Undefined)
            credentials = await Http.Command($"banks/{Id}/amqp-credentials", "", "").Good();
        string Given(string name) => credentials.GetProperty(name).GetString()!;
        return await new ConnectionFactory
        {
            HostName = Given("host"), Port = credentials.GetProperty("port").GetInt32(), VirtualHost = virtualHost ?? Given("vhost"),
            UserName = Given("user"), Password = Given("password"), AutomaticRecoveryEnabled = false,
        }.CreateConnectionAsync();
    }

    public void ForgetPassword() => credentials = default;

    /// <summary>Takes so many messages from the queue, waiting for them.</summary>
    public async Task<List<BasicGetResult>> Take(int count)
    {
        await using var connection = await Connect();
        await using var channel = await connection.CreateChannelAsync();
        var taken = new List<BasicGetResult>();
        while (taken.Count < count)
        {
            BasicGetResult? message = null;
            await Eventually.True(async () => (message = await channel.BasicGetAsync("feed", autoAck: true)) is not null);
            taken.Add(message!);
        }
        return taken;
    }

    /// <summary>Entries of the feed by pull.</summary>
    public async Task<JsonElement[]> Pull(string query = "") => [.. (await Http.Read($"banks/{Id}/feed{query}")).GetProperty("entries").EnumerateArray()];

    /// <summary>Waits until the feed has so many entries.</summary>
    public async Task<JsonElement[]> Pulled(int count)
    {
        JsonElement[] entries = [];
        await Eventually.True(async () => (entries = await Pull()).Length >= count);
        return entries;
    }

    /// <summary>A new firm that consents, and of whose title the bank is told.</summary>
    public async Task<Firm> Told()
    {
        var firm = await new Firm(district).Registered();
        await Consent(firm);
        await firm.Recognised();
        return firm;
    }

    /// <summary>As many, one after the other, so that the feed has them in this order.</summary>
    public async Task Told(int firms)
    {
        for (var i = 1; i <= firms; i++)
        {
            await Told();
            await Pulled(i);
        }
    }

    /// <summary>Waits until it is saved that the queue was filled up to a position, which is a moment after its message came.</summary>
    public Task Filled(int position) => Eventually.True(async () => (await Http.Read($"banks/{Id}/queue")).Text("position") == $"1-{position}");

    public Task<HttpResponseMessage> AsksAgain(string after, string through) => Http.Command($"banks/{Id}/queue/replays", new { after, through });
}
