using Cultivation.Console.Shared;
using Cultivation.Hosting;

namespace Cultivation.Console.Banks;

/// <summary>The district's banks, a new one registered, and whose approval they need; a bank is led to its own page.</summary>
internal static class ListBanks
{
    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/banks", Show).For(BankRoutes.Readers);
        routes.MapPost("/banks/{act}", Do).For(BankActs.Actors);
    }

    private static async Task<IResult> Show(Gateway gateway, Reader reader, CancellationToken cancellation) => reader.Person.Is(Roles.Bank)
        ? Results.LocalRedirect($"/banks/{Urls.Part(reader.Person.Bank ?? "")}")
        : await Page(null, null, gateway, cancellation);

    private static Task<IResult> Do(string act, IFormCollection form, Gateway gateway, CancellationToken cancellation) => BankActs.OfDistrict.Do(
        act, "", form, gateway, $"/banks{(act == "register-bank" ? $"/{Urls.Part(form.Text("id") ?? "-")}" : "")}?said=bank-{act}",
        (problem, tried) => Page(problem, tried, gateway, cancellation), cancellation);

    private static async Task<IResult> Page(Problem? problem, TriedAct? tried, Gateway gateway, CancellationToken cancellation)
    {
        var (banks, products) = (gateway.Read<Listed>("api/finance/v1/banks", cancellation), ProductList.Read(gateway, cancellation));
        var units = LeadUnits.Find(gateway, cancellation);
        return PageSetup.Page<BankListPage>(
            new { Banks = (IReadOnlyList<BankView>)(await banks).Banks, District = new BankDistrict(await products, await units), Problem = problem, Tried = tried }, problem?.Status);
    }

    private sealed record Listed(BankView[] Banks);
}
