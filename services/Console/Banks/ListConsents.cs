using Cultivation.Console.Shared;
using Cultivation.Hosting;

namespace Cultivation.Console.Banks;

/// <summary>A firm that lets the bank be told about it.</summary>
/// <param name="To">Last day.</param>
public sealed record ConsentingFirm(string FirmId, string CreditCode, string LegalName, string Purpose, DateOnly From, DateOnly To);

/// <summary>The firms that have given the bank their consent, found by name or code; those whose consent ends soon alone.</summary>
internal static class ListConsents
{
    /// <summary>An end that is so near is marked.</summary>
    public const int SoonDays = 30;

    public static void Map(IEndpointRouteBuilder routes) => routes.MapGet("/banks/{id}/consents", Show).For(BankRoutes.LoanReaders);

    private static async Task<IResult> Show(string id, string? q, string? soon, string? after, Gateway gateway, Reader reader, CancellationToken cancellation)
    {
        var bank = BankRoutes.Read(gateway, id, cancellation);
        var found = await gateway.Read<Page<ConsentingFirm>>(
            Urls.Query(
                BankRoutes.Of(id, "/consents"), ("name", Fields.Text(q)), ("endingBy", soon == "yes" ? $"{reader.Today.AddDays(SoonDays):yyyy-MM-dd}" : null), ("after", after)),
            cancellation);
        return PageSetup.Page<ConsentListPage>(new { Bank = await bank, Found = found, Asked = q, Soon = soon == "yes" });
    }
}
