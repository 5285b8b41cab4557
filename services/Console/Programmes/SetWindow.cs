using Cultivation.Console.Shared;
using Cultivation.Hosting;

namespace Cultivation.Console.Programmes;

/// <summary>Announces a round in which firms file for a stage, or moves it.</summary>
internal static class SetWindow
{
    public static void Map(IEndpointRouteBuilder routes) => routes.MapPost("/programmes/{id}/windows", Set).For(Roles.Policy);

    private static async Task<IResult> Set(string id, IFormCollection form, Gateway gateway, Ladders ladders, CancellationToken cancellation)
    {
        var command = new
        {
            round = form.Text("round") ?? "", opensOn = form.Text("opensOn"), closesOn = form.Text("closesOn"), documentRef = form.Text("notice") ?? "",
        };
        try
        {
            await gateway.Send<object>(
                ProgrammeRoutes.Of(id, $"/stages/{Urls.Part(form.Text("stage") ?? "")}/windows"), command, form["key"]!, null, cancellation);
            return Results.LocalRedirect($"/programmes/{Urls.Part(id)}?said=window-set");
        }
        catch (Refused refused) when (refused.IsShown)
        {
            return await ShowProgramme.Page(id, refused.Problem, form, gateway, ladders, cancellation);
        }
    }
}
