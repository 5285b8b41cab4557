using System.Net;
using Cultivation.Finance.Banks;
using Cultivation.Finance.Consents;
using Cultivation.Finance.Eligibility;
using Cultivation.Finance.Feeds;
using Cultivation.Finance.Feeds.Amqp;
using Cultivation.Finance.Feeds.Book;
using Cultivation.Finance.Feeds.Webhooks;
using Cultivation.Finance.Products;
using Cultivation.Finance.Witness;
using Cultivation.Hosting;
using Marten;
using Marten.Events.Projections;

namespace Cultivation.Finance;

/// <summary>What Finance is made of.</summary>
internal static class FinanceModule
{
    /// <summary>Every event that Finance stores.</summary>
    public static readonly Type[] Events =
    [
        typeof(BankRegistered), typeof(BankSubscribed), typeof(DisclosureApproved), typeof(DisclosureApprovalRevoked), typeof(LeadUnitsNamed),
        typeof(AmqpPasswordSet), typeof(QueueRefilled), typeof(ProductPublished),
        typeof(ConsentGranted), typeof(ConsentWithdrawn), typeof(FirmNamed), typeof(StageHeld), typeof(StageEnded), typeof(CredentialHeld),
        typeof(CredentialExpired), typeof(CredentialRevoked), typeof(CredentialRestored), typeof(CredentialAnnulled), typeof(EligibilityGranted), typeof(EligibilityWithdrawn),
        typeof(EligibilityCorrected), typeof(EligibilityDisclosed), typeof(ConsentEndDisclosed), typeof(CheckpointDisclosed), typeof(FeedEntry),
        typeof(WebhookAddressSet), typeof(WebhookSecretRotated), typeof(WebhookDisabled), typeof(WebhookEnabled), typeof(WebhookPaused), typeof(WebhookReplayRequested),
    ];

    /// <summary>Sets the service up on what every service shares.</summary>
    /// <param name="time">Another clock than the machine's.</param>
    public static void AddFinance(this WebApplicationBuilder builder, TimeProvider? time = null)
    {
        var catalogues = new Catalogues();
        var accounts = new Accounts(catalogues, time ?? TimeProvider.System);
        builder.Services.AddSingleton(time ?? TimeProvider.System);
        var store = builder.AddService("finance", Configure, messages => messages.Consume("ladder", ladder =>
        {
            new LadderChanges(accounts).Handle(ladder);
            TellBanks.Handle(ladder);
        }));
        store.AddSubscriptionWithServices<Feeder>(ServiceLifetime.Singleton, _ => { });
        store.AddSubscriptionWithServices<Reassess>(ServiceLifetime.Singleton, _ => { });

        var settings = BrokerSettings.Of(builder.Configuration);
        var services = builder.Services;
        services.AddSingleton(catalogues).AddSingleton(accounts).AddSingleton(settings);
        services.AddSingleton<FeedSignals>().AddSingleton<Epoch>().AddSingleton<Deliveries>().AddSingleton<Books>().AddSingleton<ReadFeed>();
        services.AddSingleton<Walk>().AddSingleton<NextDays>().AddHostedService<NewDay>();
        services.AddHttpClient<Broker>(http => Broker.Configure(http, settings));
        services.AddTransient<IssueAmqpCredentials>();
        services.AddSingleton<DeliveryHost>().AddHostedService(provider => provider.GetRequiredService<DeliveryHost>());
        AddWebhooks(services, builder.Configuration);
    }

    private static void AddWebhooks(IServiceCollection services, IConfiguration configuration)
    {
        services.AddSingleton(WebhookSettings.Of(configuration)).AddSingleton<SecretBox>();
        services.AddSingleton<Resolve>(Dns.GetHostAddressesAsync).AddSingleton<WebhookHttp>();
        services.AddSingleton<WebhookTable>().AddSingleton<StopWebhook>().AddSingleton<TestWebhook>();
        services.AddSingleton<WebhookHost>().AddHostedService(provider => provider.GetRequiredService<WebhookHost>());
        services.AddHostedService<AttemptKeeper>();
    }

    /// <summary>All routes, under <c>/v1</c>.</summary>
    public static void Map(IEndpointRouteBuilder routes)
    {
        PublishProduct.Map(routes);
        ChangeProduct.Map(routes);
        ReadProducts.Map(routes);
        RegisterBank.Map(routes);
        RenewAgreement.Map(routes);
        NameLeadUnits.Map(routes);
        ApproveDisclosure.Map(routes);
        RevokeApproval.Map(routes);
        IssueAmqpCredentials.Map(routes);
        ReadBanks.Map(routes);
        GiveConsent.Map(routes);
        WithdrawConsent.Map(routes);
        ReadFirm.Map(routes);
        ReadDisclosures.Map(routes);
        ReadFeed.Map(routes);
        ReadSnapshot.Map(routes);
        ReadDigest.Map(routes);
        RefillQueue.Map(routes);
        ReadDeliveries.Map(routes);
        SetWebhook.Map(routes);
        RotateWebhookSecret.Map(routes);
        DisableWebhook.Map(routes);
        EnableWebhook.Map(routes);
        TestWebhook.Map(routes);
        ReplayWebhook.Map(routes);
        ReadWebhooks.Map(routes);
    }

    private static void Configure(StoreOptions store)
    {
        store.Projections.Keep<Product>((product, e) => product.Evolve(e.Data), typeof(ProductPublished));
        store.Projections.Keep<Bank>(
            (bank, e) => bank.Evolve(e.Data), typeof(BankRegistered), typeof(BankSubscribed), typeof(DisclosureApproved), typeof(DisclosureApprovalRevoked),
            typeof(AmqpPasswordSet), typeof(QueueRefilled), typeof(WebhookAddressSet), typeof(WebhookSecretRotated), typeof(WebhookDisabled), typeof(WebhookEnabled),
            typeof(WebhookPaused), typeof(WebhookReplayRequested));
        store.Projections.Keep<LeadUnits>((units, e) => units.Evolve(e.Data), typeof(LeadUnitsNamed));
        store.Projections.Keep<FirmAccount>(
            (account, e) => account.Evolve(e), typeof(FirmNamed), typeof(StageHeld), typeof(StageEnded), typeof(CredentialHeld), typeof(CredentialExpired),
            typeof(CredentialRevoked), typeof(CredentialRestored), typeof(CredentialAnnulled), typeof(EligibilityGranted), typeof(EligibilityWithdrawn), typeof(EligibilityCorrected), typeof(EligibilityDisclosed),
            typeof(ConsentGranted), typeof(ConsentWithdrawn), typeof(ConsentEndDisclosed));
        store.Projections.Keep<Witnessed>((told, e) => told.Evolve(e), typeof(CheckpointDisclosed));
        store.Projections.Keep<Feed>((feed, e) => feed.Evolve(e), typeof(FeedEntry));
        store.Events.AddEventTypes(Events);
    }
}
