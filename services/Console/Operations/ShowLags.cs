using Cultivation.Console.Shared;

namespace Cultivation.Console.Operations;

/// <summary>A metric of one service over time.</summary>
/// <param name="Kind"><c>last</c>, <c>sum</c> or <c>max</c> of the ten seconds before a point.</param>
/// <param name="Values">One for each instant; null where nothing was measured.</param>
public sealed record MetricOverTime(string Name, string? Unit, string Kind, IReadOnlyDictionary<string, string?> Tags, IReadOnlyList<double?> Values);

/// <summary>The metrics of one service.</summary>
public sealed record MetricsOverTime(IReadOnlyList<DateTimeOffset> Instants, IReadOnlyList<MetricOverTime> Series);

/// <summary>Lags over the last minutes: each chart is a table too, which is what stands there without script.</summary>
internal static class ShowLags
{
    /// <summary>What is drawn: the name of the metric, by which its heading and its unit are found.</summary>
    public static readonly string[] Drawn =
    [
        "cultivation.relay.lag", "cultivation.eventstore.projection.lag", "cultivation.eventstore.projection.delay", "cultivation.feed.lag",
        "cultivation.eventstore.tail.blocked", "cultivation.messages.parked",
    ];

    public static void Map(IEndpointRouteBuilder routes) => routes.MapGet("/operations/lags", Show).For(Standing.Readers);

    private static async Task<IResult> Show(string? service, int? minutes, Gateway gateway, CancellationToken cancellation)
    {
        var house = await gateway.Read<HouseView>("api/operations/v1/services", cancellation);
        var shown = house.Services.FirstOrDefault(one => one.Name == service) ?? house.Services[0];
        var back = minutes is 5 or 15 or 60 ? minutes.Value : 15;
        return PageSetup.Page<LagsPage>(new
        {
            Service = shown.Name,
            Services = (IReadOnlyList<string>)[.. house.Services.Select(one => one.Name)],
            Minutes = back,
            Metrics = await gateway.Read<MetricsOverTime>($"api/{shown.Name}/v1/operations/metrics?minutes={back}", cancellation),
        });
    }
}
