using Cultivation.Console.Shared;
using Cultivation.Hosting;

namespace Cultivation.Console.Discovery;

/// <summary>Saved searches.</summary>
internal static class ListScreens
{
    public static void Map(IEndpointRouteBuilder routes) => routes.MapGet("/discovery/screens", Show).For(Office.Readers);

    private static async Task<IResult> Show(string? after, Gateway gateway, Ladders ladders, CancellationToken cancellation)
    {
        var screens = gateway.Read<Page<Screen>>(Urls.Query("api/ladder/v1/screens", ("after", after)), cancellation);
        return PageSetup.Page<ScreenListPage>(new { Rules = await ladders.Read(cancellation), Screens = await screens });
    }
}
