using System.Text.RegularExpressions;

namespace Cultivation.Criteria.Tests;

/// <summary>Checks a document against the part of JSON Schema 2020-12 that programme.schema.json uses; any other keyword is refused.</summary>
internal static class SchemaCheck
{
    private static readonly HashSet<string> Annotations = ["$schema", "$id", "$defs", "title", "description"];

    public static IReadOnlyList<string> Faults(string schema, string document)
    {
        using var rules = JsonDocument.Parse(schema);
        using var content = JsonDocument.Parse(document);
        return [.. Check(rules.RootElement, rules.RootElement, content.RootElement, "$")];
    }

    private static IEnumerable<string> Check(JsonElement root, JsonElement rule, JsonElement value, string path) =>
        rule.EnumerateObject().Where(keyword => !Annotations.Contains(keyword.Name)).SelectMany(keyword => Keyword(root, rule, keyword, value, path));

    private static IEnumerable<string> Keyword(JsonElement root, JsonElement rule, JsonProperty keyword, JsonElement value, string path) => keyword.Name switch
    {
        "$ref" => Check(root, root.GetProperty("$defs").GetProperty(keyword.Value.GetString()!["#/$defs/".Length..]), value, path),
        "type" => Unless(Types(keyword.Value).Any(type => IsOf(type, value)), $"{path} is not of type {keyword.Value}"),
        "enum" => Unless(keyword.Value.EnumerateArray().Any(known => JsonElement.DeepEquals(known, value)), $"{path} is not one of the known values"),
        "required" => value.ValueKind is JsonValueKind.Object
            ? keyword.Value.EnumerateArray().Where(name => !value.TryGetProperty(name.GetString()!, out _)).Select(name => $"{path}.{name} is missing")
            : [],
        "properties" => value.ValueKind is JsonValueKind.Object
            ? value.EnumerateObject().Where(member => keyword.Value.TryGetProperty(member.Name, out _))
                .SelectMany(member => Check(root, keyword.Value.GetProperty(member.Name), member.Value, $"{path}.{member.Name}"))
            : [],
        "additionalProperties" => value.ValueKind is JsonValueKind.Object
            ? value.EnumerateObject().Where(member => !rule.TryGetProperty("properties", out var known) || !known.TryGetProperty(member.Name, out _))
                .SelectMany(member => keyword.Value.ValueKind is JsonValueKind.False
                    ? [$"{path}.{member.Name} is not a property of this shape"]
                    : Check(root, keyword.Value, member.Value, $"{path}.{member.Name}"))
            : [],
        "items" => value.ValueKind is JsonValueKind.Array
            ? value.EnumerateArray().SelectMany((item, index) => Check(root, keyword.Value, item, $"{path}[{index}]"))
            : [],
        "oneOf" => OneOf(root, keyword.Value, value, path),
        "pattern" => Unless(value.ValueKind is not JsonValueKind.String || Regex.IsMatch(value.GetString()!, keyword.Value.GetString()!, RegexOptions.ExplicitCapture, TimeSpan.FromSeconds(1)), $"{path} does not match {keyword.Value}"),
        "minLength" => Unless(value.ValueKind is not JsonValueKind.String || value.GetString()!.Length >= keyword.Value.GetInt32(), $"{path} is too short"),
        "minItems" => Unless(value.ValueKind is not JsonValueKind.Array || value.GetArrayLength() >= keyword.Value.GetInt32(), $"{path} has too few items"),
        "minimum" => Unless(value.ValueKind is not JsonValueKind.Number || value.GetDecimal() >= keyword.Value.GetDecimal(), $"{path} is too small"),
        "maximum" => Unless(value.ValueKind is not JsonValueKind.Number || value.GetDecimal() <= keyword.Value.GetDecimal(), $"{path} is too large"),
        _ => throw new NotSupportedException($"The keyword '{keyword.Name}' is not checked here."),
    };

    /// <summary>Reports the faults of the nearest branch, so that a typo inside it is named.</summary>
    private static IEnumerable<string> OneOf(JsonElement root, JsonElement branches, JsonElement value, string path)
    {
        var faults = branches.EnumerateArray().Select(branch => Check(root, branch, value, path).ToList()).ToList();
        return faults.Count(branch => branch.Count == 0) switch { 1 => [], 0 => faults.MinBy(branch => branch.Count)!, _ => [$"{path} fits more than one shape"] };
    }

    private static IEnumerable<string> Types(JsonElement type) => type.ValueKind is JsonValueKind.Array ? type.EnumerateArray().Select(one => one.GetString()!) : [type.GetString()!];

    private static bool IsOf(string type, JsonElement value) => type switch
    {
        "object" => value.ValueKind is JsonValueKind.Object,
        "array" => value.ValueKind is JsonValueKind.Array,
        "string" => value.ValueKind is JsonValueKind.String,
        "boolean" => value.ValueKind is JsonValueKind.True or JsonValueKind.False,
        "integer" => value.ValueKind is JsonValueKind.Number && value.TryGetInt32(out _),
        "number" => value.ValueKind is JsonValueKind.Number,
        _ => throw new NotSupportedException(type),
    };

    private static IEnumerable<string> Unless(bool fine, string fault) => fine ? [] : [fault];
}
