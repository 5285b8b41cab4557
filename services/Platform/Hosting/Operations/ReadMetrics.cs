using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Cultivation.Hosting;

/// <summary>The last minutes, up to an hour, of this process's own metrics, to draw lags over time.</summary>
internal static class ReadMetrics
{
    public static void Map(IEndpointRouteBuilder routes) => routes.MapGet("/operations/metrics", Handle).IsQuery(Roles.Operator);

    /// <param name="name">The beginning of the names that are wanted.</param>
    private static IResult Handle(MetricHistory history, int minutes = 60, string name = "")
    {
        var (instants, series) = history.Read(Math.Clamp(minutes, 1, 60));
        return Results.Json(
            new { everySeconds = MetricHistory.Every.TotalSeconds, instants, series = series.Where(one => one.Name.StartsWith(name, StringComparison.Ordinal)) }, Json.Web);
    }
}
