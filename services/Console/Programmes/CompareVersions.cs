using Cultivation.Console.Shared;

namespace Cultivation.Console.Programmes;

/// <summary>What changes from one published version to another, in words.</summary>
internal static class CompareVersions
{
    public static void Map(IEndpointRouteBuilder routes) => routes.MapGet("/programmes/{id}/differences", Show).For(Office.Readers);

    private static async Task<IResult> Show(string id, string? from, string? to, Gateway gateway, CancellationToken cancellation)
    {
        var programme = gateway.Read<ProgrammeView>(ProgrammeRoutes.Of(id), cancellation);
        var earlier = from ?? (await programme).Versions[Math.Max(0, (await programme).Versions.Length - 2)].Version;
        var later = to ?? (await programme).Latest.Version;
        var told = await gateway.Read<Told>(Urls.Query(ProgrammeRoutes.Of(id, "/differences"), ("from", earlier), ("to", later)), cancellation);
        return PageSetup.Page<DifferencePage>(
            new { Programme = await programme, From = earlier, To = later, Changes = (IReadOnlyList<Change>)told.Changes });
    }

    private sealed record Told(Change[] Changes);
}
