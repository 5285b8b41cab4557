using Cultivation.Console.Shared;
using Cultivation.Hosting;

namespace Cultivation.Console.Subsidies;

/// <summary>Subsidies by scheme, year and state, and the schemes that can be run.</summary>
internal static class ListSubsidies
{
    public static readonly string[] States = ["proposed", "notified", "received", "confirmed", "approved", "paid", "givenUp", "cancelled"];

    public static void Map(IEndpointRouteBuilder routes) => routes.MapGet("/subsidies", Show).For(Office.Readers);

    private static async Task<IResult> Show(string? scheme, string? year, string? state, string? due, string? after, Gateway gateway, CancellationToken cancellation)
    {
        var schemes = gateway.Read<SchemeList>("api/finance/v1/schemes", cancellation);
        var found = await gateway.Read<Page<SubsidyView>>(
            Urls.Query(
                "api/finance/v1/subsidies", ("schemeId", scheme), ("year", year), ("state", state), ("recoveryDue", due is "yes" ? "true" : null), ("after", after)), cancellation);
        return PageSetup.Page<SubsidyListPage>(new
        {
            Found = found, Schemes = (IReadOnlyList<Scheme>)(await schemes).Schemes, Scheme = scheme, Year = year, State = state, Due = due is "yes",
        });
    }
}
