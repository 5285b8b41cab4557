using Cultivation.Console.Shared;
using Cultivation.Hosting;

namespace Cultivation.Console.Targets;

/// <summary>What papers asked for against what is there; how firms stand on the ladder, and how they rise.</summary>
internal static class TargetRoutes
{
    public static readonly string[] Readers = [Roles.Policy, Roles.Supervisor];

    public static void Map(IEndpointRouteBuilder routes)
    {
        ShowTargets.Map(routes);
        SetTarget.Map(routes);
        ShowFunnel.Map(routes);
        ShowCohorts.Map(routes);
    }
}

/// <summary>As of which day, as known on which, and for which year a page is asked.</summary>
/// <param name="AsOf">Null: today.</param>
/// <param name="KnownOn">Null: as known today.</param>
public sealed record Asked(int Year, DateOnly? AsOf, DateOnly? KnownOn)
{
    internal static Asked Of(int? year, string? asOf, string? knownOn, Reader reader)
    {
        var (day, known) = (Fields.Day(asOf), Fields.Day(knownOn));
        return new(year ?? (day ?? known ?? reader.Today).Year, day, known);
    }

    /// <summary>For Ladder's routes.</summary>
    internal (string Name, string? Value)[] Days => [("asOf", $"{AsOf:yyyy-MM-dd}"), ("knownOn", $"{KnownOn:yyyy-MM-dd}")];

    /// <summary>The same with the year.</summary>
    internal (string Name, string? Value)[] YearAndDays => [("year", $"{Year}"), .. Days];
}
