using Cultivation.Console.Shared;

namespace Cultivation.Console.Targets;

/// <summary>Counts as of one day: firms on each stage (家), and titles (家次 and 家).</summary>
/// <param name="Provisional">That day is not over: the figures may still change.</param>
public sealed record Stock(DateOnly AsOf, DateOnly KnownOn, bool Provisional, int Year, StageStock[] Stages, AwardStock[] Awards);

/// <summary>A stage, in firms.</summary>
/// <param name="Entered">In the year, again or for the first time.</param>
/// <param name="FirstTime">Those of them that had never stood on it before.</param>
public sealed record StageStock(string StageId, long Firms, long Entered, long FirstTime);

/// <summary>A kind of title.</summary>
/// <param name="Awards">Ever given (家次).</param>
/// <param name="Firms">Firms that held one on the day (家).</param>
public sealed record AwardStock(string CredentialType, long Awards, long AwardsInYear, long Firms, long FirmsEver);

/// <summary>How many firms stand on each rung, how many came to it in the year, and in each year before.</summary>
internal static class ShowFunnel
{
    public static void Map(IEndpointRouteBuilder routes) => routes.MapGet("/targets/funnel", Show).For(TargetRoutes.Readers);

    private static async Task<IResult> Show(
        int? year, string? asOf, string? knownOn, Gateway gateway, Ladders ladders, Reader reader, CancellationToken cancellation)
    {
        var asked = Asked.Of(year, asOf, knownOn, reader);
        var rules = ladders.Read(cancellation);
        var cohorts = gateway.Read<Cohorts>(Urls.Query("api/ladder/v1/cohorts", asked.Days), cancellation);
        var stock = await gateway.Read<Stock>(Urls.Query("api/ladder/v1/stock", asked.YearAndDays), cancellation);
        return PageSetup.Page<FunnelPage>(new { Asked = asked, Stock = stock, Entries = (IReadOnlyList<Cohort>)(await cohorts).Items, Rules = await rules });
    }
}
