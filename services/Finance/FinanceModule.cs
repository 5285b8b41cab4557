using System.Net;
using Cultivation.Finance.Banks;
using Cultivation.Finance.Calendars;
using Cultivation.Finance.Consents;
using Cultivation.Finance.Eligibility;
using Cultivation.Finance.Feeds;
using Cultivation.Finance.Feeds.Amqp;
using Cultivation.Finance.Feeds.Book;
using Cultivation.Finance.Feeds.Operations;
using Cultivation.Finance.Feeds.Webhooks;
using Cultivation.Finance.Forecasts;
using Cultivation.Finance.History;
using Cultivation.Finance.Loans;
using Cultivation.Finance.Products;
using Cultivation.Finance.Reliances;
using Cultivation.Finance.RiskPools;
using Cultivation.Finance.Subsidies;
using Cultivation.Finance.Subsidies.Schemes;
using Cultivation.Finance.SupportLists;
using Cultivation.Finance.Witness;
using Cultivation.Hosting;
using Marten;
using Marten.Events.Projections;
using Npgsql;

namespace Cultivation.Finance;

/// <summary>What Finance is made of.</summary>
internal static class FinanceModule
{
    /// <summary>Who did what Finance does by itself, as events name it.</summary>
    public const string Subject = "service:finance";

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
            LearnCalendar.Handle(ladder);
        }));
        store.AddSubscriptionWithServices<Feeder>(ServiceLifetime.Singleton, _ => { });
        store.AddSubscriptionWithServices<Reassess>(ServiceLifetime.Singleton, _ => { });
        store.AddSubscriptionWithServices<ReviewReliances>(ServiceLifetime.Singleton, _ => { });

        var settings = BrokerSettings.Of(builder.Configuration);
        var services = builder.Services;
        services.AddSingleton(catalogues).AddSingleton(accounts).AddSingleton(settings);
        services.AddSingleton<FeedSignals>().AddSingleton<Epoch>().AddSingleton<Deliveries>().AddSingleton<Books>().AddSingleton<ReadFeed>();
        services.AddSingleton<Walk>().AddSingleton<NextDays>().AddHostedService<NewDay>();
        services.AddHttpClient<Broker>(http => Broker.Configure(http, settings));
        builder.AddServiceClient<LadderLists>();
        services.AddTransient<Foresight>();
        services.AddSingleton<LostQueue>().AddSingleton<TestQueue>().AddTransient<IssueAmqpCredentials>();
        services.AddSingleton(provider => FeedLags.Part(provider.GetRequiredService<NpgsqlDataSource>(), provider.GetRequiredService<TimeProvider>()));
        services.AddSingleton<GiveUpDue>().AddHostedService<DayEnd>();
        services.AddSingleton<DeliveryHost>().AddHostedService(provider => provider.GetRequiredService<DeliveryHost>());
        AddWebhooks(services, builder.Configuration);
    }

    private static void AddWebhooks(IServiceCollection services, IConfiguration configuration)
    {
        services.AddSingleton(WebhookSettings.Of(configuration)).AddSingleton<SecretBox>();
        services.AddSingleton<Resolve>(Dns.GetHostAddressesAsync).AddSingleton<WebhookHttp>();
        services.AddSingleton<WebhookTable>().AddSingleton<StopWebhook>().AddSingleton<TestWebhook>();
        services.AddSingleton<WebhookHost>().AddHostedService(provider => provider.GetRequiredService<WebhookHost>());
        services.AddHostedService<SealAgain>().AddHostedService<AttemptKeeper>();
        DescribeWebhook.Add(services);
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
        ReadConsents.Map(routes);
        ReadFirm.Map(routes);
        ReadHistory.Map(routes);
        ReadDisclosures.Map(routes);
        ForecastImport.Map(routes);
        TotalForecast.Map(routes);
        ListFirms.Map(routes);
        DelistFirms.Map(routes);
        SupportList.Map(routes);
        ReadFeed.Map(routes);
        ReadSnapshot.Map(routes);
        ReadDigest.Map(routes);
        RefillQueue.Map(routes);
        ReplayQueue.Map(routes);
        TestQueue.Map(routes);
        ConfirmQueue.Map(routes);
        ReadQueues.Map(routes);
        ReadDeliveries.Map(routes);
        SetWebhook.Map(routes);
        RotateWebhookSecret.Map(routes);
        DisableWebhook.Map(routes);
        EnableWebhook.Map(routes);
        TestWebhook.Map(routes);
        ReplayWebhook.Map(routes);
        ReadWebhooks.Map(routes);
        ReadTraceDeliveries.Map(routes);
        ReportLoan.Map(routes);
        ReportRepayment.Map(routes);
        ReportDefault.Map(routes);
        CorrectReport.Map(routes);
        ReviewBasis.Map(routes);
        ReadLoans.Map(routes);
        PublishScheme.Map(routes);
        ConfirmFigure.Map(routes);
        ReadSchemes.Map(routes);
        RunScheme.Map(routes);
        SendNotice.Map(routes);
        RecordReceipt.Map(routes);
        ConfirmAccount.Map(routes);
        ApproveSubsidy.Map(routes);
        PaySubsidy.Map(routes);
        EraseAccount.Map(routes);
        DecideRecovery.Map(routes);
        ReadSubsidies.Map(routes);
        DayEnd.Map(routes);
        ReadPayments.Map(routes);
        OpenRiskPool.Map(routes);
        ConfirmPoolFigure.Map(routes);
        Contribute.Map(routes);
        ClaimCompensation.Map(routes);
        ProposeCompensation.Map(routes);
        ApproveCompensation.Map(routes);
        RefuseCompensation.Map(routes);
        PayCompensation.Map(routes);
        ReturnCompensation.Map(routes);
        DecideDemand.Map(routes);
        ReceiveDemand.Map(routes);
        ReadRiskPools.Map(routes);
        routes.MapTexts();
    }

    private static void Configure(StoreOptions store)
    {
        store.Projections.Keep<Product>((product, e) => product.Evolve(e.Data), typeof(ProductPublished));
        store.Projections.Keep<Bank>((bank, e) => bank.Evolve(e.Data), FinanceEvents.Bank);
        store.Projections.Keep<LeadUnits>((units, e) => units.Evolve(e.Data), typeof(LeadUnitsNamed));
        store.Projections.Keep<FirmAccount>((account, e) => account.Evolve(e), FinanceEvents.Account);
        store.Projections.Keep<Witnessed>((told, e) => told.Evolve(e), typeof(CheckpointDisclosed));
        store.Projections.Keep<WorkingCalendar>((calendar, e) => calendar.Evolve(e), typeof(CalendarLearnt));
        store.Projections.Keep<Feed>((feed, e) => feed.Evolve(e), typeof(FeedEntry));
        store.Projections.Keep<Loan>((loan, e) => loan.Evolve(e), FinanceEvents.Loan);
        store.Schema.For<Loan>().Index(loan => loan.BankId).Index(loan => loan.FirmId);
        store.Projections.Keep<Scheme>((scheme, e) => scheme.Evolve(e), FinanceEvents.Scheme);
        store.Projections.Keep<Subsidy>((subsidy, e) => subsidy.Evolve(e), FinanceEvents.Subsidy);
        store.Projections.Keep<RiskPool>((pool, e) => pool.Evolve(e), FinanceEvents.RiskPool);
        store.Projections.Keep<ClosedDay>((day, e) => day.Evolve(e), typeof(SubsidyDayClosed));
        store.Schema.For<Subsidy>().Index(subsidy => subsidy.FirmId).Index(subsidy => subsidy.SchemeId);
        store.Schema.For<PayeeAccount>();
        store.HasTexts();
        store.Events.AddEventTypes(FinanceEvents.All);
    }
}
