using Cultivation.Console.Shared;
using Cultivation.Hosting;

namespace Cultivation.Console.Programmes;

/// <summary>The programmes that a district sees: its own, its province's and the nation's.</summary>
internal static class ListProgrammes
{
    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/programmes", Show).For(Office.Readers);
        routes.MapGet("/programmes/draft", (string id) => Results.LocalRedirect($"/programmes/{Urls.Part(id.Trim())}/draft")).For(Roles.Policy);
    }

    private static async Task<IResult> Show(Gateway gateway, CancellationToken cancellation) =>
        PageSetup.Page<ProgrammeListPage>(new { Programmes = await gateway.Read<ListedProgramme[]>("api/ladder/v1/programmes", cancellation) });
}
