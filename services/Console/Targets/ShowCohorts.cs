using Cultivation.Console.Shared;

namespace Cultivation.Console.Targets;

/// <summary>Who entered each stage, by year, and how many of them rose.</summary>
public sealed record Cohorts(DateOnly AsOf, DateOnly KnownOn, Cohort[] Items);

/// <summary>Firms that entered a stage in a year for the first time.</summary>
/// <param name="Risen">How many of them stood on a higher stage after one, two and three years.</param>
public sealed record Cohort(string StageId, int Year, long Entered, Rise[] Risen);

/// <param name="Complete">The time is over for every firm of the cohort.</param>
public sealed record Rise(int Years, long Firms, bool Complete);

/// <summary>Of those who entered a rung in a year, how many stood on a higher one after one, two and three years.</summary>
internal static class ShowCohorts
{
    public static void Map(IEndpointRouteBuilder routes) => routes.MapGet("/targets/cohorts", Show).For(TargetRoutes.Readers);

    private static async Task<IResult> Show(string? asOf, string? knownOn, Gateway gateway, Ladders ladders, Reader reader, CancellationToken cancellation)
    {
        var asked = Asked.Of(null, asOf, knownOn, reader);
        var rules = ladders.Read(cancellation);
        var cohorts = await gateway.Read<Cohorts>(Urls.Query("api/ladder/v1/cohorts", asked.Days), cancellation);
        return PageSetup.Page<CohortsPage>(new { Asked = asked, Cohorts = cohorts, Rules = await rules });
    }
}
