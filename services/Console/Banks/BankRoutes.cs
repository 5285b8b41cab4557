using Cultivation.Console.Shared;
using Cultivation.Hosting;

namespace Cultivation.Console.Banks;

/// <summary>A partner bank's pages. A bank sees its own only: Finance refuses others. Who else may read a page is who may read Finance's routes behind it.</summary>
internal static class BankRoutes
{
    /// <summary>Agreement and products.</summary>
    public static readonly string[] Readers = [Roles.Bank, Roles.Supervisor, Roles.CaseWorker, Roles.Policy, Roles.Operator, Roles.Auditor];

    /// <summary>Book, feed, channels and deliveries.</summary>
    public static readonly string[] FeedReaders = [Roles.Bank, Roles.Operator, Roles.Auditor];

    public static readonly string[] LoanReaders = [Roles.Bank, Roles.Supervisor, Roles.CaseWorker, Roles.Policy, Roles.Auditor];

    public static void Map(IEndpointRouteBuilder routes)
    {
        ListBanks.Map(routes);
        ShowBank.Map(routes);
        ShowBook.Map(routes);
        ShowFeed.Map(routes);
        ShowDeliveries.Map(routes);
        ShowChannels.Map(routes);
        SetChannels.Map(routes);
        ListConsents.Map(routes);
        ListLoans.Map(routes);
        ReportLoan.Map(routes);
        ShowLoan.Map(routes);
        ShowGuide.Map(routes);
    }

    /// <summary>A path of Finance below a bank.</summary>
    public static string Of(string bank, string tail = "") => $"api/finance/v1/banks/{Urls.Part(bank)}{tail}";

    /// <summary>The bank itself.</summary>
    public static Task<BankView> Read(Gateway gateway, string bank, CancellationToken cancellation) => gateway.Read<BankView>(Of(bank), cancellation);

    /// <summary>A refusal that the form's page shows; that a receiver or the broker cannot be reached is one, too.</summary>
    public static bool IsShown(Refused refused) => refused.IsShown || refused.Problem.Status == StatusCodes.Status503ServiceUnavailable;
}
