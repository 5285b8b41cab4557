using Cultivation.Console.Shared;

namespace Cultivation.Console.Targets;

/// <summary>An indicator of a year: what papers asked for, and what is there.</summary>
/// <param name="Targets">Each paper's, by its day; an earlier one stays.</param>
/// <param name="Governing">Id of the one that governs; null where no paper was out by then.</param>
/// <param name="Met">Whether the actual figure reaches each target, by its id.</param>
public sealed record Indicator(string Name, int Year, Target[] Targets, string? Governing, long Actual, DateOnly CountedOn, Dictionary<string, bool> Met)
{
    /// <summary>The target that is drawn: the governing one, else the last paper's.</summary>
    public Target Shown => Array.Find(Targets, target => target.TargetId == Governing) ?? Targets[^1];
}

/// <summary>A target that a paper sets.</summary>
/// <param name="Operator">atLeast or moreThan.</param>
/// <param name="Basis">stock, newInYear or cumulativeAwards.</param>
/// <param name="Of">Stages or kinds of title that are counted.</param>
public sealed record Target(
    string TargetId, string Operator, decimal Value, string Unit, string Basis, string[] Of, string DocumentRef, DateOnly PublishedOn);

/// <summary>Targets against what is counted on the same basis.</summary>
internal static class ShowTargets
{
    public static void Map(IEndpointRouteBuilder routes) => routes.MapGet("/targets", Show).For(TargetRoutes.Readers);

    private static async Task<IResult> Show(
        int? year, string? asOf, string? knownOn, Gateway gateway, Ladders ladders, Reader reader, CancellationToken cancellation)
    {
        var asked = Asked.Of(year, asOf, knownOn, reader);
        var rules = ladders.Read(cancellation);
        var found = await gateway.Read<Indicator[]>(Urls.Query("api/ladder/v1/targets", asked.YearAndDays), cancellation);
        return PageSetup.Page<TargetsPage>(new { Asked = asked, Indicators = (IReadOnlyList<Indicator>)found, Rules = await rules });
    }
}
