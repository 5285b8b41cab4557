using Cultivation.Console.Shared;

namespace Cultivation.Console.Programmes;

/// <summary>The rule set of one version, read out in plain words: stages, conditions, papers, promises, titles, each with its source and how sure it is.</summary>
internal static class ShowVersion
{
    public static void Map(IEndpointRouteBuilder routes) => routes.MapGet("/programmes/{id}/versions/{version}", Show).For(Office.Readers);

    private static async Task<IResult> Show(string id, string version, Gateway gateway, Ladders ladders, CancellationToken cancellation)
    {
        var names = ladders.Read(cancellation);
        var programme = gateway.Read<ProgrammeView>(ProgrammeRoutes.Of(id), cancellation);
        var file = await gateway.Read<RuleFile>(ProgrammeRoutes.File(id, version), cancellation);
        // What is confirmed is told of the latest version alone.
        var latest = (await programme).Latest.Version == version;
        var imports = (await programme).Versions.FirstOrDefault(one => one.Version == version)?.Imports ?? [];
        var others = await Task.WhenAll(imports.Select(one => gateway.Read<RuleFile>(ProgrammeRoutes.File(one.ProgrammeId, one.Version), cancellation)));
        var confirmable = latest ? (await programme).Confirmable.ToDictionary(rule => rule.Id) : [];
        return PageSetup.Page<VersionPage>(new { Reading = new RuleReading(file, others, await names, confirmable) });
    }
}
