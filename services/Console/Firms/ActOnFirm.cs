using Cultivation.Console.Cases;
using Cultivation.Console.Shared;

namespace Cultivation.Console.Firms;

/// <summary>Does what a form of a firm's page asks for, or says on the page why not.</summary>
internal static class ActOnFirm
{
    public static void Map(IEndpointRouteBuilder routes) => routes.MapPost("/firms/{id}/acts/{act}", Do).For(CaseRoutes.Workers);

    private static async Task<IResult> Do(
        string id, string act, IFormCollection form, Gateway gateway, Ladders ladders, Reader reader, CancellationToken cancellation)
    {
        if (FirmActs.All.FirstOrDefault(one => one.Name == act) is not { } asked)
            return Results.NotFound();
        var path = $"firms/{Urls.Part(id)}";
        try
        {
            await asked.Do($"api/ladder/v1/{path}", form, gateway, cancellation);
            return Results.LocalRedirect($"/{path}?said=firm-{act}");
        }
        catch (Refused refused) when (refused.IsShown)
        {
            var problem = await gateway.Explain(refused.Problem, $"api/ladder/v1/{path}/timeline", form["version"], cancellation);
            return await ShowFirm.Page(id, new(null, null, null, null), problem, new(act, form), gateway, ladders, reader, cancellation);
        }
    }
}
