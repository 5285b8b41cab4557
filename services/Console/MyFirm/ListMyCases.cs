using Cultivation.Console.Cases;
using Cultivation.Console.Shared;
using Cultivation.Hosting;

namespace Cultivation.Console.MyFirm;

/// <summary>The firm's cases; Ladder shows a firm no others.</summary>
internal static class ListMyCases
{
    public static void Map(IEndpointRouteBuilder routes) => routes.MapGet("/my-firm/cases", Show).For(Roles.Firm);

    private static async Task<IResult> Show(string? after, Gateway gateway, Ladders ladders, Reader reader, CancellationToken cancellation)
    {
        _ = MyFirmRoutes.Own(reader);
        var cases = gateway.Read<Page<CaseView>>(Urls.Query("api/ladder/v1/cases", ("after", after)), cancellation);
        return PageSetup.Page<MyCasesPage>(new { Cases = await cases, Rules = await ladders.Read(cancellation) });
    }
}
