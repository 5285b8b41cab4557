namespace Cultivation.Criteria;

/// <summary>
/// A JSON object being read. Every fault is noted with its JSON path and reading goes on with a stand-in, so that one parse reports them all;
/// nothing that was read is used once there is a fault. <see cref="Close"/> notes the properties that nobody asked for.
/// </summary>
internal sealed class Node(JsonElement element, string path, List<ProgrammeFault> faults)
{
    private readonly HashSet<string> _read = [];

    public string Path => path;

    public void Fault(string message) => faults.Add(new(path, message));

    public void Fault(string name, string message) => faults.Add(new($"{path}.{name}", message));

    public bool Has(string name) => Find(name) is not null;

    public string Required(string name) => Has(name) ? Optional(name) ?? "" : Missing(name, "");

    public string? Optional(string name) => Find(name) switch
    {
        null => null,
        { ValueKind: JsonValueKind.String } found when found.GetString() is { Length: > 0 } text => text,
        { ValueKind: JsonValueKind.String } => Wrong<string?>(name, "must not be empty", null),
        _ => Wrong<string?>(name, "must be a text", null),
    };

    public int RequiredInt(string name) => Has(name) ? OptionalInt(name) ?? 0 : Missing(name, 0);

    public int? OptionalInt(string name) => Find(name) switch
    {
        null => null,
        { ValueKind: JsonValueKind.Number } found when found.TryGetInt32(out var number) => number,
        _ => Wrong<int?>(name, "must be a whole number", null),
    };

    public bool Flag(string name) => Find(name) switch
    {
        null or { ValueKind: JsonValueKind.False } => false,
        { ValueKind: JsonValueKind.True } => true,
        _ => Wrong(name, "must be true or false", false),
    };

    public DateOnly? OptionalDate(string name) => Optional(name) switch
    {
        null => null,
        var text when DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) => day,
        var text => Wrong<DateOnly?>(name, $"'{text}' is not a day of the form 2026-11-22", null),
    };

    public DateOnly RequiredDate(string name) => Has(name) ? OptionalDate(name) ?? default : Missing(name, default(DateOnly));

    public T Choice<T>(string name, IReadOnlyDictionary<string, T> known) => Has(name) ? OptionalChoice(name, known, default!) : Missing(name, default(T)!);

    public T OptionalChoice<T>(string name, IReadOnlyDictionary<string, T> known, T otherwise) => Optional(name) switch
    {
        null => otherwise,
        var text when known.TryGetValue(text, out var value) => value,
        var text => Wrong(name, $"unknown {name} '{text}'; known: {string.Join(", ", known.Keys)}", otherwise),
    };

    public ImmutableArray<string> Strings(string name) => [.. Elements(name).Select(item => item.Element.ValueKind is JsonValueKind.String
        ? item.Element.GetString()!
        : Note(item.Path, "must be a text", ""))];

    public ImmutableArray<int> Ints(string name) => [.. Elements(name).Select(item =>
        item.Element.ValueKind is JsonValueKind.Number && item.Element.TryGetInt32(out var number)
            ? number
            : Note(item.Path, "must be a whole number", 0))];

    public Node? Child(string name) => Find(name) switch
    {
        null => null,
        { ValueKind: JsonValueKind.Object } found => new Node(found, $"{path}.{name}", faults),
        _ => Wrong<Node?>(name, "must be an object", null),
    };

    public Node? RequiredChild(string name) => Has(name) ? Child(name) : Missing<Node?>(name, null);

    public IEnumerable<Node> Items(string name) => Elements(name).Where(IsObject).Select(item => new Node(item.Element, item.Path, faults));

    public IEnumerable<(string Name, Node Value)> Members(string name)
    {
        if (Child(name) is not { } child)
            return [];
        return child.Element().EnumerateObject().Select(member => (member.Name, Element: member.Value, Path: $"{child.Path}.{member.Name}"))
            .Where(member => IsObject((member.Element, member.Path)))
            .Select(member => (member.Name, new Node(member.Element, member.Path, faults)));
    }

    /// <summary>Any JSON, kept as written.</summary>
    public JsonElement? Raw(string name) => Find(name)?.Clone();

    public Text Text(string name) => Has(name) ? OptionalText(name) ?? new("", "") : Missing(name, new Text("", ""));

    public Text? OptionalText(string name)
    {
        if (Child(name) is not { } child)
            return null;
        var text = new Text(child.Required("zh"), child.Required("en"));
        child.Close();
        return text;
    }

    public void Close()
    {
        foreach (var member in element.EnumerateObject().Where(member => !_read.Contains(member.Name)))
            Fault(member.Name, "is not a property of this shape");
    }

    private JsonElement Element() => element;

    private JsonElement? Find(string name)
    {
        _read.Add(name);
        return element.TryGetProperty(name, out var found) && found.ValueKind is not JsonValueKind.Null ? found : null;
    }

    private IEnumerable<(JsonElement Element, string Path)> Elements(string name) => Find(name) switch
    {
        null => [],
        { ValueKind: JsonValueKind.Array } found => found.EnumerateArray().Select((item, index) => (item, $"{path}.{name}[{index}]")),
        _ => Wrong<IEnumerable<(JsonElement, string)>>(name, "must be a list", []),
    };

    private bool IsObject((JsonElement Element, string Path) item) =>
        item.Element.ValueKind is JsonValueKind.Object || Note(item.Path, "must be an object", false);

    private T Missing<T>(string name, T standIn) => Note(path, $"'{name}' is missing", standIn);

    private T Wrong<T>(string name, string message, T standIn) => Note($"{path}.{name}", message, standIn);

    private T Note<T>(string at, string message, T standIn)
    {
        faults.Add(new(at, message));
        return standIn;
    }
}
