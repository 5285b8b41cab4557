using System.Diagnostics;
using System.Globalization;
using System.Text.Json.Nodes;

namespace Cultivation.Hosting.Telemetry;

/// <summary>The parts of a span that have no columns of their own, as PostgreSQL's jsonb takes them.</summary>
internal static class SpanJson
{
    /// <summary><c>{"http.route": "/firms/{id}", "http.response.status_code": 200}</c></summary>
    public static string Attributes(IEnumerable<KeyValuePair<string, object?>> tags) => Object(tags).ToJsonString();

    /// <summary><c>[{"name": "exception", "at": "2026-01-31T08:00:00.0000000Z", "attributes": {}}]</c></summary>
    public static string Events(IEnumerable<ActivityEvent> events) => new JsonArray([.. events.Select(happened => new JsonObject
    {
        ["name"] = Clean(happened.Name),
        ["at"] = happened.Timestamp.UtcDateTime.ToString("O", CultureInfo.InvariantCulture),
        ["attributes"] = Object(happened.Tags),
    })]).ToJsonString();

    /// <summary><c>[{"traceId": "32 hex", "spanId": "16 hex", "attributes": {}}]</c></summary>
    public static string Links(IEnumerable<ActivityLink> links) => new JsonArray([.. links.Select(link => new JsonObject
    {
        ["traceId"] = link.Context.TraceId.ToHexString(),
        ["spanId"] = link.Context.SpanId.ToHexString(),
        ["attributes"] = Object(link.Tags ?? []),
    })]).ToJsonString();

    /// <summary>PostgreSQL stores every character but U+0000, in text and in jsonb.</summary>
    public static string Clean(string text) => text.Replace('\0', '\uFFFD');

    private static JsonObject Object(IEnumerable<KeyValuePair<string, object?>> tags)
    {
        var json = new JsonObject();
        foreach (var (key, value) in tags) json[Clean(key)] = Value(value);
        return json;
    }

    private static JsonNode? Value(object? value) => value switch
    {
        null => null,
        bool flag => flag,
        int or long or short or byte => Convert.ToInt64(value, CultureInfo.InvariantCulture),
        double number when double.IsFinite(number) => number,
        string[] texts => new JsonArray([.. texts.Select(text => (JsonNode)Clean(text))]),
        _ => Clean(Convert.ToString(value, CultureInfo.InvariantCulture) ?? ""),
    };
}
