using Cultivation.Console.Shared;

namespace Cultivation.Console.Cases;

/// <summary>Does what a form of a case's page asks for. A refusal is shown on the page, with what was written and, where others were quicker, what they did.</summary>
internal static class ActOnCase
{
    public static void Map(IEndpointRouteBuilder routes) => routes.MapPost("/cases/{number}/{act}", Do).For(CaseRoutes.Workers);

    private static async Task<IResult> Do(
        string number, string act, IFormCollection form, Gateway gateway, Ladders ladders, WorkingDays days, CancellationToken cancellation)
    {
        if (CaseActs.All.FirstOrDefault(one => one.Name == act) is not { } asked)
            return Results.NotFound();
        var path = $"cases/{Urls.Part(number)}";
        try
        {
            await asked.Do($"api/ladder/v1/{path}", form, gateway, cancellation);
            return Results.LocalRedirect($"/{path}?said=case-{act}");
        }
        catch (Refused refused) when (refused.IsShown)
        {
            var problem = await gateway.Explain(refused.Problem, $"api/ladder/v1/{path}/timeline", form["version"], cancellation);
            return await ShowCase.Page(number, problem, new(act, form), gateway, ladders, days, cancellation);
        }
    }
}
