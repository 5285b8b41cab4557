using System.Globalization;
using System.Text.Json;
using JasperFx.Events;

namespace Cultivation.Ladder;

/// <summary>When the commission knew of an event: the day of its recording, or earlier where imported history says so in the header <c>knownSince</c>.</summary>
internal static class Known
{
    /// <summary>The day on which what a command records became known.</summary>
    public static DateOnly KnownDay(this CommandContext context) => context.KnownSince?.Day ?? context.Today;

    public static DateOnly Day(IEvent happened) => Since(happened)?.Day ?? Clock.Day(happened.Timestamp);

    /// <summary>The header, where the event is imported history.</summary>
    public static KnownSince? Since(IEvent happened)
    {
        if (happened.Headers is null || !happened.Headers.TryGetValue("knownSince", out var value) || value is null)
            return null;
        var header = value is JsonElement element ? element : JsonSerializer.SerializeToElement(value, Json.Web);
        var day = DateOnly.ParseExact(header.GetProperty("day").GetString()!, "O", CultureInfo.InvariantCulture);
        return new KnownSince(day, header.TryGetProperty("source", out var source) ? source.GetString() ?? "" : "");
    }

    /// <summary>The W3C trace id in the header <c>traceparent</c>.</summary>
    public static string? TraceId(IEvent happened) =>
        happened.Headers is { } headers && headers.TryGetValue("traceparent", out var value) && value?.ToString()?.Split('-') is [_, var trace, _, _] ? trace : null;
}
