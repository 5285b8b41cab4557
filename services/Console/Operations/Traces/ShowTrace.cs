using System.Globalization;
using Cultivation.Console.Shared;

namespace Cultivation.Console.Operations.Traces;

/// <summary>One trace with all that is known of it: spans, and the events and deliveries that came of it.</summary>
internal static class ShowTrace
{
    public static void Map(IEndpointRouteBuilder routes) => routes.MapGet("/operations/traces/{traceId}", Show).For(Standing.Readers);

    private static async Task<IResult> Show(string traceId, Gateway gateway, CancellationToken cancellation)
    {
        var id = Urls.Part(traceId);
        var house = gateway.Read<HouseView>("api/operations/v1/services", cancellation);
        var deliveries = Told<DeliveryList>(gateway, $"api/finance/v1/operations/traces/{id}/deliveries", cancellation);
        var trace = await gateway.Read<Trace>($"api/operations/v1/traces/{id}", cancellation);
        var between = Urls.Query("", ("from", Instant(trace.StartedAt)), ("to", Instant(trace.StartedAt.AddMilliseconds(trace.DurationMs))));
        var events = await Task.WhenAll((await house).Services.Select(async service =>
            (await Told<EventList>(gateway, $"api/{service.Name}/v1/operations/traces/{id}/events{between}", cancellation))?.Events
                .Select(happened => happened with { Service = service.Name }) ?? []));
        return PageSetup.Page<TracePage>(new
        {
            Trace = trace,
            Rows = Waterfall.Of(trace.Spans, [.. events.SelectMany(list => list)]),
            Deliveries = (IReadOnlyList<TraceDelivery>)((await deliveries)?.Deliveries ?? []),
        });
    }

    /// <summary>Null where a service does not answer: the spans are shown all the same.</summary>
    private static async Task<T?> Told<T>(Gateway gateway, string path, CancellationToken cancellation) where T : class
    {
        try { return await gateway.Read<T>(path, cancellation); }
        catch (Refused refused) when (refused.Problem.Status is 404 or >= 500) { return null; }
    }

    private static string Instant(DateTimeOffset instant) => instant.ToString("O", CultureInfo.InvariantCulture);

    private sealed record EventList(TraceEvent[] Events);

    private sealed record DeliveryList(TraceDelivery[] Deliveries);
}
