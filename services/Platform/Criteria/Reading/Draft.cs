namespace Cultivation.Criteria;

/// <summary>What has been read of a file so far, for references inside it.</summary>
/// <param name="OwnRule">
/// The file is its publisher's own rule (a bank's product): source and certainty may be left out and are then the publisher's, documented.
/// </param>
internal sealed class Draft(List<ProgrammeFault> faults, bool ownRule)
{
    private readonly HashSet<string> _ids = [];

    public List<ProgrammeFault> Faults => faults;
    public bool OwnRule => ownRule;
    public string? Jurisdiction { get; set; }
    public Dictionary<string, SourceDocument> Sources { get; } = [];
    public Dictionary<string, FactDefinition> Definitions { get; } = [];
    public Dictionary<string, Metric> Metrics { get; } = [];
    public Dictionary<string, Criterion> Criteria { get; } = [];
    public List<Confirmable> Confirmable { get; } = [];
    public List<Mention> Mentions { get; } = [];

    /// <summary>Reads the id of something; ids are unique in the whole file, whatever they name.</summary>
    public string Id(Node node)
    {
        var id = node.Required("id");
        if (id.Length > 0 && !_ids.Add(id))
            node.Fault("id", $"the id '{id}' is used twice");
        return id;
    }

    public string Credential(Node node, string name) => Mentioned(node.Required(name), $"{node.Path}.{name}");

    public ImmutableArray<string> Credentials(Node node, string name) =>
        [.. node.Strings(name).Select((id, index) => Mentioned(id, $"{node.Path}.{name}[{index}]"))];

    public T? Find<T>(IReadOnlyDictionary<string, T> known, Node node, string name) where T : class
    {
        var id = node.Required(name);
        if (id.Length > 0 && !known.ContainsKey(id))
            node.Fault(name, $"'{id}' is not defined in this file");
        return known.GetValueOrDefault(id);
    }

    private string Mentioned(string id, string path)
    {
        if (id.Length > 0)
            Mentions.Add(new(path, id));
        return id;
    }
}
