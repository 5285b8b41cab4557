using Cultivation.Console.Shared;
using Cultivation.Hosting;

namespace Cultivation.Console.Banks;

/// <summary>The loans that a bank reported.</summary>
internal static class ListLoans
{
    public static void Map(IEndpointRouteBuilder routes) => routes.MapGet("/banks/{id}/loans", Show).For(BankRoutes.LoanReaders);

    private static async Task<IResult> Show(string id, string? state, string? marked, string? after, Gateway gateway, CancellationToken cancellation)
    {
        var bank = BankRoutes.Read(gateway, id, cancellation);
        var loans = await gateway.Read<Page<LoanView>>(
            Urls.Query(BankRoutes.Of(id, "/loans"), ("state", state), ("basisCorrected", marked == "yes" ? "true" : null), ("after", after)), cancellation);
        return PageSetup.Page<LoanListPage>(new { Bank = await bank, Loans = loans, State = state, Marked = marked == "yes" });
    }
}
