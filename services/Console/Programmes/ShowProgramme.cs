using Cultivation.Console.Shared;

namespace Cultivation.Console.Programmes;

/// <summary>A programme's page: its versions, the rules that wait for a confirmation, and the rounds in which firms file.</summary>
internal static class ShowProgramme
{
    public static void Map(IEndpointRouteBuilder routes) => routes.MapGet("/programmes/{id}", Show).For(Office.Readers);

    private static Task<IResult> Show(string id, Gateway gateway, Ladders ladders, CancellationToken cancellation) =>
        Page(id, null, null, gateway, ladders, cancellation);

    /// <param name="problem">Why the last form was refused; null for none.</param>
    /// <param name="given">What stood in it.</param>
    public static async Task<IResult> Page(
        string id, Problem? problem, IFormCollection? given, Gateway gateway, Ladders ladders, CancellationToken cancellation)
    {
        if (problem is not null)
            problem = await problem.Explained(given, ProgrammeRoutes.Of(id, "/timeline"), gateway, cancellation);
        var programme = gateway.ReadVersioned<ProgrammeView>(ProgrammeRoutes.Of(id), cancellation);
        var windows = await Task.WhenAll((await ladders.Read(cancellation)).Rungs.Where(rung => rung.Programme == id).Select(async rung =>
            new StageWindows(rung, await gateway.Read<Window[]>(ProgrammeRoutes.Of(id, $"/stages/{Urls.Part(rung.Id)}/windows"), cancellation))));
        var (shown, version) = await programme;
        return PageSetup.Page<ProgrammePage>(
            new { Programme = shown, Version = version, Windows = (IReadOnlyList<StageWindows>)windows, Problem = problem, Given = given }, problem?.Status);
    }
}
