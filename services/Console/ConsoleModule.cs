using Cultivation.Console.Banks;
using Cultivation.Console.Cases;
using Cultivation.Console.Discovery;
using Cultivation.Console.Firms;
using Cultivation.Console.FollowUps;
using Cultivation.Console.Inbox;
using Cultivation.Console.Ledger;
using Cultivation.Console.Lists;
using Cultivation.Console.MyFirm;
using Cultivation.Console.Notices;
using Cultivation.Console.Operations;
using Cultivation.Console.Owed;
using Cultivation.Console.People;
using Cultivation.Console.Programmes;
using Cultivation.Console.Published;
using Cultivation.Console.Reviews;
using Cultivation.Console.Shared;
using Cultivation.Console.SignIn;
using Cultivation.Console.Subsidies;
using Cultivation.Console.Targets;
using Cultivation.Hosting;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace Cultivation.Console;

/// <summary>The console: what it needs, and the pages of each feature.</summary>
internal static class ConsoleModule
{
    public static void AddConsole(this WebApplicationBuilder builder)
    {
        builder.AddTelemetry("console");
        builder.AddSignIn();
        builder.AddPages();
        builder.AddGateway();
        builder.Services.TryAddSingleton(TimeProvider.System);
        builder.Services.AddHealthChecks();
    }

    public static void MapConsole(this WebApplication app)
    {
        app.UsePages();
        app.MapHealthChecks("/health/live").AllowAnonymous();
        app.MapHealthChecks("/health/ready").AllowAnonymous();
        app.MapAssets();
        app.MapSignIn();
        Preferences.Map(app);
        Home.Map(app);
        InboxRoutes.Map(app);
        FirmRoutes.Map(app);
        CaseRoutes.Map(app);
        DiscoveryRoutes.Map(app);
        ShowNotice.Map(app);
        ShowReview.Map(app);
        ListFollowUps.Map(app);
        ListOwed.Map(app);
        ShowSupportList.Map(app);
        PeopleRoutes.Map(app);
        ListRoutes.Map(app);
        ShowLedger.Map(app);
        ProgrammeRoutes.Map(app);
        PublishFile.Map(app);
        MapDivision.Map(app);
        TargetRoutes.Map(app);
        OperationsRoutes.Map(app);
        BankRoutes.Map(app);
        SubsidyRoutes.Map(app);
        MyFirmRoutes.Map(app);
    }
}
