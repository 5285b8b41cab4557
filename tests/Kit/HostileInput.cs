using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace Cultivation.Kit;

/// <summary>
/// What no careful client sends, made from a service's own OpenAPI document: for each question every parameter, for each command every member, at the ends
/// of what its type can hold; and bodies that are none.
/// </summary>
/// <param name="document">The service's document.</param>
/// <param name="fill">What stands for a placeholder, by the path as the document has it and the placeholder's name.</param>
public sealed partial class HostileInput(JsonElement document, Func<string, string, string> fill)
{
    private static readonly Values[] All =
    [
        new("high", "甲\0乙", "9999-12-31", int.MaxValue, 9e27m, true, 1), new("low", "", "0001-01-01", int.MinValue, -9e27m, false, 0),
        new("long", new string('字', 5_000), "2024-02-29", 0, 1e-27m, true, 2), new("wild", "'; drop table x; --%_\\<b>&#0;${x}", "2026-11-30", 1, 1, false, 1),
    ];

    private static readonly string[] NoBodies = ["{", "null", "{\"unknown\": 1}"];

    /// <summary>Questions, each with one parameter that is hostile.</summary>
    public IEnumerable<(string Path, string What)> Questions() =>
        from operation in Operations("get")
        from parameter in Parameters(operation.Of)
        from values in All
        select ($"{operation.Path}?{parameter.GetProperty("name").GetString()}={Uri.EscapeDataString(Text(parameter.GetProperty("schema"), values))}", values.Name);

    /// <summary>Commands, each with a body in which everything is hostile, and with bodies that are none.</summary>
    public IEnumerable<(string Path, string What, string Type, string Body)> Commands()
    {
        foreach (var (path, of) in Operations("post"))
        {
            if (!of.TryGetProperty("requestBody", out var asked))
                continue;
            var content = asked.GetProperty("content").EnumerateObject().First();
            foreach (var values in All)
                yield return (path, values.Name, content.Name, content.Name == "application/json" ? Value(content.Value.GetProperty("schema"), values)?.ToJsonString() ?? "null" : values.Text);
            foreach (var body in NoBodies)
                yield return (path, body, content.Name, body);
        }
    }

    /// <summary>Asks and sends all of it, and tells what made the service fail: an answer of its own fault, or a refusal that is no problem (RFC 9457).</summary>
    /// <param name="version">The ETag for a command, by its path.</param>
    public async Task<string> Failures(HttpClient client, Func<string, Task<string>> version)
    {
        List<string> failed = [];
        foreach (var (path, what) in Questions())
            await Note(failed, $"GET {path[..Math.Min(path.Length, 80)]} {what}", client.GetAsync(new Uri(path, UriKind.Relative)));
        foreach (var (path, what, type, body) in Commands())
            await Note(failed, $"POST {path} {what}", client.Command(path, body, ifMatch: await version(path), type: type));
        return string.Join('\n', failed);
    }

    private static async Task Note(List<string> failed, string asked, Task<HttpResponseMessage> answered)
    {
        using var answer = await answered;
        var status = (int)answer.StatusCode;
        var problem = answer.Content.Headers.ContentType?.MediaType == "application/problem+json";
        if (status >= 500 || (status >= 400 && !problem))
            failed.Add($"{asked}: {status} {await answer.Content.ReadAsStringAsync()}");
    }

    private IEnumerable<(string Path, JsonElement Of)> Operations(string method) =>
        from path in document.GetProperty("paths").EnumerateObject()
        where path.Name.StartsWith("/v1/", StringComparison.Ordinal) && !path.Name.StartsWith("/v1/operations", StringComparison.Ordinal)
        from operation in path.Value.EnumerateObject()
        where operation.Name == method
        select (Placeholder().Replace(path.Name["/v1/".Length..], found => fill(path.Name, found.Groups["name"].Value)), operation.Value);

    private static IEnumerable<JsonElement> Parameters(JsonElement operation) =>
        operation.TryGetProperty("parameters", out var all) ? all.EnumerateArray().Where(p => p.GetProperty("in").GetString() == "query") : [];

    private static string Text(JsonElement schema, Values values) => Type(schema) switch
    {
        "integer" => values.Whole.ToString(CultureInfo.InvariantCulture),
        "boolean" => values.Flag ? "true" : "false",
        // Kestrel itself refuses a request line of more than 8 KiB.
        _ => Format(schema) == "date" ? values.Day : values.Text[..Math.Min(values.Text.Length, 800)],
    };

    private JsonNode? Value(JsonElement schema, Values values)
    {
        if (schema.TryGetProperty("$ref", out var to))
            return Value(document.GetProperty("components").GetProperty("schemas").GetProperty(to.GetString()!.Split('/')[^1]), values);
        if (schema.TryGetProperty("oneOf", out var one))
            return Value(one.EnumerateArray().Last(), values);
        if (schema.TryGetProperty("enum", out var words))
            return words.EnumerateArray().Last(w => w.ValueKind == JsonValueKind.String).GetString();
        return Type(schema) switch
        {
            "object" => new JsonObject(Members(schema).Select(m => KeyValuePair.Create(m.Name, Value(m.Value, values)))),
            "array" => new JsonArray([.. Enumerable.Range(0, values.Items).Select(_ => Value(schema.GetProperty("items"), values))]),
            "integer" => values.Whole,
            "number" => values.Number,
            "boolean" => values.Flag,
            _ => Format(schema) switch { "date" => values.Day, "date-time" => $"{values.Day}T00:00:00Z", _ => values.Text },
        };
    }

    private static IEnumerable<JsonProperty> Members(JsonElement schema) => schema.TryGetProperty("properties", out var members) ? members.EnumerateObject() : [];

    private static string? Type(JsonElement schema) => !schema.TryGetProperty("type", out var type) ? null
        : type.ValueKind == JsonValueKind.Array ? type.EnumerateArray().Select(t => t.GetString()).First(t => t != "null")
        : type.GetString();

    private static string? Format(JsonElement schema) => schema.TryGetProperty("format", out var format) ? format.GetString() : null;

    private sealed record Values(string Name, string Text, string Day, int Whole, decimal Number, bool Flag, int Items);

    [GeneratedRegex(@"\{(?<name>[A-Za-z]+)[^}]*\}", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Placeholder();
}
