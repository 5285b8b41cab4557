using System.Globalization;
using Cultivation.Console.Shared;

namespace Cultivation.Console.Lists;

/// <summary>
/// What banks would be told of the whole list, by bank and kind. It takes longer than the list's page, which fetches it as a part once it is there. A very long
/// list is counted in parts: the page says which pages are in, and leads on to the rest.
/// </summary>
internal static class ShowTotals
{
    public static void Map(IEndpointRouteBuilder routes) => routes.MapGet("/lists/{id}/told", Show).For(Office.Readers);

    private static async Task<IResult> Show(string id, string? after, Gateway gateway, CancellationToken cancellation)
    {
        var list = gateway.Read<ListView>($"api/ladder/v1/imports/{Urls.Part(id)}", cancellation);
        var told = await gateway.Read<TotalForecast>(Urls.Query($"api/finance/v1/imports/{Urls.Part(id)}/forecast/totals", ("after", after)), cancellation);
        return PageSetup.Page<TotalsPage>(new { List = await list, Told = told, Before = int.TryParse(after, CultureInfo.InvariantCulture, out var pages) ? pages : 0 });
    }
}
