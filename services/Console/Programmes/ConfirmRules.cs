using Cultivation.Console.Shared;
using Cultivation.Hosting;

namespace Cultivation.Console.Programmes;

/// <summary>Makes rules that are not documented the commission's own, by a paper of its.</summary>
internal static class ConfirmRules
{
    public static void Map(IEndpointRouteBuilder routes) => routes.MapPost("/programmes/{id}/confirmations", Confirm).For(Roles.Policy);

    // The version of the form says which rules were read: one that was published since makes the form stale.
    private static async Task<IResult> Confirm(string id, IFormCollection form, Gateway gateway, Ladders ladders, CancellationToken cancellation)
    {
        var command = new
        {
            confirmations = form.All("rule").Select(rule => new { id = rule }), documentRef = form.Text("documentRef") ?? "",
            confirmedOn = form.Text("confirmedOn"),
        };
        try
        {
            await gateway.Send<object>(ProgrammeRoutes.Of(id, "/confirmations"), command, form["key"]!, form["version"], cancellation);
            return Results.LocalRedirect($"/programmes/{Urls.Part(id)}?said=rules-confirmed");
        }
        catch (Refused refused) when (refused.IsShown)
        {
            return await ShowProgramme.Page(id, refused.Problem, form, gateway, ladders, cancellation);
        }
    }
}
