using Cultivation.Console.Shared;

namespace Cultivation.Console.Subsidies;

/// <summary>A subsidy, and what is done about it.</summary>
internal static class ShowSubsidy
{
    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/subsidies/{id}", (string id, Gateway gateway, CancellationToken cancellation) => Page(id, null, null, gateway, cancellation)).For(SubsidyRoutes.Readers);
        routes.MapPost("/subsidies/{id}/{act}", Do).For(SubsidyRoutes.Workers);
    }

    private static async Task<IResult> Do(string id, string act, IFormCollection form, Gateway gateway, CancellationToken cancellation)
    {
        if (SubsidyActs.All.FirstOrDefault(one => one.Name == act) is not { } asked)
            return Results.NotFound();
        try
        {
            await asked.Do($"api/finance/v1/subsidies/{Urls.Part(id)}", form, gateway, cancellation);
            return Results.LocalRedirect($"/subsidies/{Urls.Part(id)}?said=subsidy-{act}");
        }
        catch (Refused refused) when (refused.IsShown)
        {
            return await Page(id, refused.Problem, new(act, form), gateway, cancellation);
        }
    }

    private static async Task<IResult> Page(string id, Problem? problem, TriedAct? tried, Gateway gateway, CancellationToken cancellation) =>
        PageSetup.Page<SubsidyPage>(
            new { Subsidy = await gateway.Read<SubsidyView>($"api/finance/v1/subsidies/{Urls.Part(id)}", cancellation), Problem = problem, Tried = tried }, problem?.Status);
}
