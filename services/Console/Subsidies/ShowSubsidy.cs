using Cultivation.Console.Shared;

namespace Cultivation.Console.Subsidies;

/// <summary>A subsidy, and what is done about it.</summary>
internal static class ShowSubsidy
{
    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/subsidies/{id}", (string id, Gateway gateway, CancellationToken cancellation) => Page(id, null, null, gateway, cancellation)).For(Office.Readers);
        routes.MapPost("/subsidies/{id}/{act}", Do).For(Office.Workers);
    }

    private static Task<IResult> Do(string id, string act, IFormCollection form, Gateway gateway, CancellationToken cancellation) => SubsidyActs.All.Do(
        act, $"api/finance/v1/subsidies/{Urls.Part(id)}", form, gateway, $"/subsidies/{Urls.Part(id)}?said=subsidy-{act}",
        (problem, tried) => Page(id, problem, tried, gateway, cancellation), cancellation);

    private static async Task<IResult> Page(string id, Problem? problem, TriedAct? tried, Gateway gateway, CancellationToken cancellation) =>
        PageSetup.Page<SubsidyPage>(
            new { Subsidy = await gateway.Read<SubsidyView>($"api/finance/v1/subsidies/{Urls.Part(id)}", cancellation), Problem = problem, Tried = tried }, problem?.Status);
}
