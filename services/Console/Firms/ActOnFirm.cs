using Cultivation.Console.Cases;
using Cultivation.Console.Shared;

namespace Cultivation.Console.Firms;

/// <summary>Does what a form of a firm's page asks for, or says on the page why not.</summary>
internal static class ActOnFirm
{
    public static void Map(IEndpointRouteBuilder routes) => routes.MapPost("/firms/{id}/acts/{act}", Do).For(CaseRoutes.Workers);

    private static Task<IResult> Do(string id, string act, IFormCollection form, Gateway gateway, Ladders ladders, Reader reader, CancellationToken cancellation)
    {
        var path = $"firms/{Urls.Part(id)}";
        return FirmActs.All.Do(
            act, $"api/ladder/v1/{path}", form, gateway, $"/{path}?said=firm-{act}",
            (problem, tried) => ShowFirm.Page(id, new(null, null, null, null, null), problem, tried, gateway, ladders, reader, cancellation), cancellation);
    }
}
