using System.Diagnostics;
using System.Globalization;
using System.Net.Http.Headers;
using System.Security.Cryptography;
using Cultivation.Contracts.Ladder.V1;
using Cultivation.Hosting;
using Cultivation.Kit;
using Cultivation.Servers;
using Marten;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Cultivation.Finance.Tests;

/// <summary>Tests over HTTP and AMQP, one after the other, on one <see cref="District"/>.</summary>
[CollectionDefinition]
public sealed class OnTheWire : ICollectionFixture<District>;

/// <summary>
/// Finance as it runs, on Kestrel, PostgreSQL and RabbitMQ; and the ladder's side of the border: a service whose log holds the contracts'
/// own records and whose relay publishes them, as the Ladder's does. All tests share it; each has firms, banks and products of its own.
/// </summary>
public sealed class District : IAsyncLifetime
{
    public const string Code = "310114";
    private TestDatabase ladderData = null!;
    private TestDatabase financeData = null!;
    private TestVirtualHost broker = null!;
    private TestIssuer issuer = null!;
    private WebApplication ladder = null!;
    private WebApplication finance = null!;

    /// <summary>It has said that no lead unit has to approve.</summary>
    internal bool HasNoLeadUnits { get; init; } = true;

    /// <summary>How many entries a bank's queue holds.</summary>
    internal int FeedLength { get; set; } = 100_000;

    /// <summary>More configuration.</summary>
    internal Dictionary<string, string?> Settings { get; init; } = [];

    /// <summary>The key under which webhook secrets are sealed, where <see cref="Settings"/> names none before it.</summary>
    internal string? WebhookKey { get; set; } = Convert.ToBase64String(RandomNumberGenerator.GetBytes(32));

    /// <summary>Finance's clock.</summary>
    internal LeapingTime Time { get; } = new();

    internal Banks Banks { get; } = new();

    internal string FinanceData => financeData.ConnectionString;

    internal string LadderData => ladderData.ConnectionString;

    internal Uri Management { get; private set; } = null!;

    /// <summary>The way to the broker, where it is not the straight one.</summary>
    internal Func<Uri, Uri> By { get; init; } = straight => straight;

    internal Uri Broker { get; private set; } = null!;

    internal IServiceProvider Provider => finance.Services;

    public async ValueTask InitializeAsync()
    {
        Management = (await TestServers.SharedAsync()).RabbitMqManagement;
        ladderData = await TestDatabase.CreateAsync("ladder");
        financeData = await TestDatabase.CreateAsync("finance");
        broker = await TestVirtualHost.CreateAsync();
        Broker = By(broker.Address);
        issuer = await TestIssuer.StartAsync();
        ladder = await StartAsync("ladder", ladderData, issuer.Authority, builder => builder.AddService("ladder", _ => { }, Publish), _ => { });
        await StartFinance();
        if (HasNoLeadUnits)
            await Client([Roles.Policy]).Command("lead-units", new { units = Array.Empty<object>(), documentRef = "批复1号" }).Good();
    }

    internal async Task StartFinance() => finance = await StartAnother();

    /// <summary>One more process's worth of Finance on the same data; who starts it disposes of it.</summary>
    internal Task<WebApplication> StartAnother() => StartAsync("finance", financeData, new Uri(ladder.Urls.First()), builder => builder.AddFinance(Time), FinanceModule.Map);

    internal async Task StopFinance()
    {
        await finance.StopAsync();
        await finance.DisposeAsync();
    }

    /// <summary>The ladder records these about one firm in one transaction, in the trace that is running; its relay does the rest.</summary>
    internal Task Happens(params IAboutFirm[] happened) => Happens(happened[0].FirmId, happened);

    /// <inheritdoc cref="Happens(IAboutFirm[])" />
    internal async Task Happens(string firmId, params object[] happened)
    {
        await using var session = ladder.Services.GetRequiredService<IDocumentStore>().LightweightSession(Code);
        if (Activity.Current is { } running)
            session.SetHeader("traceparent", running.Id!);
        session.Events.Append($"firm:{firmId}", happened);
        await session.SaveChangesAsync();
    }

    /// <summary>The ladder signs its log, each time in a transaction of its own.</summary>
    internal async Task Signs(params LedgerCheckpointSigned[] signed)
    {
        foreach (var checkpoint in signed)
        {
            await using var session = ladder.Services.GetRequiredService<IDocumentStore>().LightweightSession(Code);
            session.Events.Append($"ledger:{Code}", checkpoint);
            await session.SaveChangesAsync();
        }
    }

    /// <summary>The ladder's nation publishes the working days of a year.</summary>
    internal async Task Publishes(WorkingDayCalendarPublished calendar)
    {
        await using var session = ladder.Services.GetRequiredService<IDocumentStore>().LightweightSession("000000");
        session.Events.Append($"calendar:{calendar.Year}", calendar);
        await session.SaveChangesAsync();
    }

    /// <summary>A client with a token; without roles, that of a case worker who is also supervisor, policy owner and operator.</summary>
    internal HttpClient Client(string[]? roles = null, string? bank = null, string? firm = null, string district = Code, string subject = "li")
    {
        var client = new HttpClient { BaseAddress = Address };
        client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", Token(roles, bank, firm, district, subject));
        client.DefaultRequestHeaders.AcceptLanguage.ParseAdd("en");
        return client;
    }

    internal Uri Address => new(new Uri(finance.Urls.First()), "/v1/");

    internal string Token(string[]? roles = null, string? bank = null, string? firm = null, string district = Code, string subject = "li") => issuer.Token(
        subject, roles ?? [Roles.CaseWorker, Roles.Supervisor, Roles.Policy, Roles.Operator], [district], bank: bank, firm: firm);

    internal HttpClient BankClient(string bank) => Client([Roles.Bank], bank);

    internal HttpClient ManagementClient() => Cultivation.Servers.Management.Client(Management);

    public async ValueTask DisposeAsync()
    {
        await StopFinance();
        await ladder.StopAsync();
        await ladder.DisposeAsync();
        await issuer.DisposeAsync();
        using var management = ManagementClient();
        await Banks.Remove(management);
        await broker.DisposeAsync();
        await ladderData.DisposeAsync();
        await financeData.DisposeAsync();
    }

    private async Task<WebApplication> StartAsync(
        string name, TestDatabase data, Uri gateway, Action<WebApplicationBuilder> add, Action<IEndpointRouteBuilder> map)
    {
        var builder = WebApplication.CreateBuilder();
        builder.Logging.ClearProviders();
        builder.Configuration.AddInMemoryCollection(new Dictionary<string, string?>
        {
            ["ConnectionStrings:Store"] = data.ConnectionString,
            ["RabbitMq:Uri"] = Broker.ToString(),
            ["RabbitMq:Management"] = Management.ToString(),
            ["RabbitMq:FeedLength"] = FeedLength.ToString(CultureInfo.InvariantCulture),
            ["Identity:Authority"] = issuer.Authority.ToString(),
            ["Identity:Audience"] = "cultivation",
            ["Identity:ClientId"] = name,
            ["Identity:ClientSecret"] = "unused",
            ["Gateway:Url"] = gateway.ToString(),
            ["Webhooks:Key"] = WebhookKey,
            ["Webhooks:AllowPrivate"] = "true",
        });
        builder.Configuration.AddInMemoryCollection(Settings);
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        add(builder);
        var app = builder.Build();
        // The gateway's prefix, so that a reader finds /changes without one.
        app.UsePathBase($"/api/{name}");
        app.UseRouting();
        app.MapService(map);
        await app.StartAsync();
        return app;
    }

    private static void Publish(Messages messages) => messages
        .Publish<FirmRegistered>(e => e.Data).Publish<FirmRenamed>(e => e.Data).Publish<CreditCodeCorrected>(e => e.Data)
        .Publish<FirmDeregistered>(e => e.Data).Publish<FirmMoved>(e => e.Data)
        .Publish<StageEntered>(e => e.Data).Publish<StageLeft>(e => e.Data)
        .Publish<RecognitionGranted>(e => e.Data).Publish<RecognitionExpired>(e => e.Data).Publish<RecognitionRevoked>(e => e.Data)
        .Publish<RecognitionRestored>(e => e.Data).Publish<AdverseRecordListed>(e => e.Data).Publish<AdverseRecordRemoved>(e => e.Data)
        .Publish<LedgerCheckpointSigned>(e => e.Data).Publish<WorkingDayCalendarPublished>(e => e.Data)
        .Publish<AnnualFactSubmitted>(e => e.Data).Publish<AnnualFactCorrected>(e => e.Data).Publish<AnnualFactAnnulled>(e => e.Data);
}
