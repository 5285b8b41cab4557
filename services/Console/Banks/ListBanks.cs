using Cultivation.Console.Shared;
using Cultivation.Hosting;

namespace Cultivation.Console.Banks;

/// <summary>The district's banks; a bank is led to its own page.</summary>
internal static class ListBanks
{
    public static void Map(IEndpointRouteBuilder routes) => routes.MapGet("/banks", Show).For(BankRoutes.Readers);

    private static async Task<IResult> Show(Gateway gateway, Reader reader, CancellationToken cancellation)
    {
        if (reader.Person.Is(Roles.Bank))
            return Results.LocalRedirect($"/banks/{Urls.Part(reader.Person.Bank ?? "")}");
        var (banks, products) = (gateway.Read<Listed>("api/finance/v1/banks", cancellation), ProductList.Read(gateway, cancellation));
        return PageSetup.Page<BankListPage>(new { Banks = (IReadOnlyList<BankView>)(await banks).Banks, Products = await products });
    }

    private sealed record Listed(BankView[] Banks);
}
