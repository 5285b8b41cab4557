using Cultivation.Console.Shared;

namespace Cultivation.Console.Cases;

/// <summary>Does what a form of a case's page asks for. A refusal is shown on the page, with what was written and, where others were quicker, what they did.</summary>
internal static class ActOnCase
{
    public static void Map(IEndpointRouteBuilder routes) => routes.MapPost("/cases/{number}/{act}", Do).For(CaseRoutes.Workers);

    private static Task<IResult> Do(string number, string act, IFormCollection form, Gateway gateway, Ladders ladders, WorkingDays days, CancellationToken cancellation)
    {
        var path = $"cases/{Urls.Part(number)}";
        return CaseActs.All.Do(
            act, $"api/ladder/v1/{path}", form, gateway, $"/{path}?said=case-{act}",
            (problem, tried) => ShowCase.Page(number, problem, tried, gateway, ladders, days, cancellation), cancellation);
    }
}
