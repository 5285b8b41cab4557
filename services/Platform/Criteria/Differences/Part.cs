namespace Cultivation.Criteria;

/// <summary>A part of a programme file that can be told from others: by its id, or by its name among sources, definitions and metrics.</summary>
/// <param name="Parent">Key of the part that it stands in; <see cref="Root"/> for those at the top.</param>
/// <param name="Own">What it says itself, by property; what its parts say is theirs.</param>
internal sealed record Part(string Key, string Path, string Parent, JsonElement Element, IReadOnlyDictionary<string, JsonElement> Own)
{
    public const string Root = "$";

    private static readonly FrozenSet<string> Vocabulary = new[] { "sources", "definitions", "metrics" }.ToFrozenSet();
    private static readonly FrozenSet<string> NotSaid = new[] { "id", "$schema", "version" }.ToFrozenSet();

    /// <summary>All parts of a file, each before its own parts, in the file's order.</summary>
    public static IReadOnlyList<Part> Of(JsonElement file)
    {
        var parts = new List<Part>();
        Take(file, Root, Root, "", parts);
        return parts;
    }

    private static void Take(JsonElement element, string key, string path, string parent, List<Part> parts)
    {
        var own = new Dictionary<string, JsonElement>();
        parts.Add(new(key, path, parent, element, own));
        Read(element, "", key, path, own, parts);
    }

    private static void Read(JsonElement element, string prefix, string key, string path, Dictionary<string, JsonElement> own, List<Part> parts)
    {
        foreach (var member in element.EnumerateObject().Where(member => !NotSaid.Contains(member.Name)))
        {
            var (name, at) = (prefix + member.Name, $"{path}.{member.Name}");
            if (member.Value.ValueKind is JsonValueKind.Array)
                Items(member.Value, name, key, at, own, parts);
            else if (key == Root && Vocabulary.Contains(name))
                foreach (var word in member.Value.EnumerateObject())
                    Take(word.Value, $"{name}.{word.Name}", $"{at}.{word.Name}", Root, parts);
            else if (Id(member.Value) is { } id)
                Take(member.Value, id, at, key, parts);
            else if (member.Value.ValueKind is JsonValueKind.Object && member.Name is not "appliesWhen" && !member.Value.TryGetProperty("zh", out _))
                Read(member.Value, name + ".", key, at, own, parts);
            else if (Says(name, member.Value))
                own[name] = member.Value;
        }
    }

    private static void Items(JsonElement list, string name, string key, string at, Dictionary<string, JsonElement> own, List<Part> parts)
    {
        var rest = new List<JsonElement>();
        foreach (var (item, index) in list.EnumerateArray().Select((item, index) => (item, index)))
            if (Id(item) is { } id)
                Take(item, id, $"{at}[{index}]", key, parts);
            else
                rest.Add(item);
        if (rest.Count > 0)
            own[name] = JsonSerializer.SerializeToElement(rest);
    }

    private static string? Id(JsonElement element) =>
        element.ValueKind is JsonValueKind.Object && element.TryGetProperty("id", out var id) ? id.GetString() : null;

    /// <summary>A flag that is left out is false, and null is nothing.</summary>
    private static bool Says(string name, JsonElement value) =>
        value.ValueKind is not JsonValueKind.Null && (value.ValueKind is not JsonValueKind.False || name == "value");
}
