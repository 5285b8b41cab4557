namespace Cultivation.Criteria;

/// <summary>
/// What changed between two versions of a programme, in words: criteria with the old and the new figure, how sure things are, texts, terms, clocks,
/// leave lines, money. Parts are told apart by their ids, so moving one or changing the layout is not a change of what it says.
/// </summary>
public static class Differences
{
    private static readonly FrozenSet<string> TestProperties = new[] { "metric", "operator", "value", "bands" }.ToFrozenSet();

    /// <summary>The changes in the order of the later file, then what is in the earlier one only. Empty where both say the same.</summary>
    /// <exception cref="ProgrammeInvalid">One of the files cannot be read.</exception>
    public static ImmutableArray<Change> Between(string earlier, string later)
    {
        var (before, after) = (new Side(earlier), new Side(later));
        return
        [
            .. after.Parts.SelectMany(part => before.Find(part.Key) is { } old ? Changed(before, old, after, part) : Lone(ChangeKind.Added, after, part, before)),
            .. before.Parts.Where(part => after.Find(part.Key) is null).SelectMany(part => Lone(ChangeKind.Removed, before, part, after)),
        ];
    }

    /// <summary>A part that the other side lacks; its own parts are told with it.</summary>
    private static IEnumerable<Change> Lone(ChangeKind kind, Side side, Part part, Side other) =>
        part.Key == Part.Root || (part.Parent != Part.Root && other.Find(part.Parent) is null)
            ? []
            : [new(kind, part.Path, part.Key, null, kind is ChangeKind.Removed ? part.Element : null, kind is ChangeKind.Added ? part.Element : null,
                ChangeWords.Lone(kind, side, part))];

    private static IEnumerable<Change> Changed(Side before, Part old, Side after, Part part)
    {
        var id = part.Key == Part.Root ? null : part.Key;
        if (old.Parent != part.Parent)
            yield return new(ChangeKind.Moved, part.Path, id, null, null, null, ChangeWords.Moved(before, old, after, part));
        var different = part.Own.Keys.Union(old.Own.Keys).Where(name => !Same(old, part, name)).ToList();
        var tested = before.Test(part.Key) is not null && after.Test(part.Key) is not null;
        if (tested && different.Any(TestProperties.Contains))
        {
            var figure = different.Where(TestProperties.Contains).ToList() is ["value"];
            yield return new(
                ChangeKind.Changed, part.Path, id, figure ? "value" : "test", figure ? old.Own["value"] : Written(old), figure ? part.Own["value"] : Written(part),
                ChangeWords.Test(before, after, part));
        }
        foreach (var name in different.Where(name => !(tested && TestProperties.Contains(name)) && !(name == "assumption" && different.Contains("certainty"))))
            yield return new(ChangeKind.Changed, part.Path, id, name, Own(old, name), Own(part, name), ChangeWords.Property(before, old, after, part, name));
    }

    private static bool Same(Part old, Part part, string name) =>
        old.Own.TryGetValue(name, out var was) == part.Own.TryGetValue(name, out var now) && JsonElement.DeepEquals(was, now);

    private static JsonElement? Own(Part part, string name) => part.Own.TryGetValue(name, out var value) ? value : null;

    private static JsonElement Written(Part part) =>
        JsonSerializer.SerializeToElement(part.Own.Where(one => TestProperties.Contains(one.Key)).ToDictionary(one => one.Key, one => one.Value));
}

/// <summary>One of the two files, read both ways: as written, and as a programme.</summary>
internal sealed class Side
{
    private readonly Dictionary<string, Part> _parts;
    private readonly Dictionary<string, Criterion> _criteria;

    public Side(string json)
    {
        var programme = ProgrammeFile.Parse(json);
        using var document = JsonDocument.Parse(json);
        Parts = Part.Of(document.RootElement.Clone());
        _parts = Parts.ToDictionary(part => part.Key);
        _criteria = Groups(programme).OfType<Group>().SelectMany(All).DistinctBy(criterion => criterion.Id).ToDictionary(criterion => criterion.Id);
    }

    public IReadOnlyList<Part> Parts { get; }

    public Part? Find(string key) => _parts.GetValueOrDefault(key);

    public Test? Test(string id) => _criteria.GetValueOrDefault(id)?.Test;

    private static IEnumerable<Group?> Groups(Programme programme) => programme.Credentials.SelectMany(OfCredential)
        .Concat(programme.Stages.SelectMany(stage => stage.Substates.SelectMany(OfCredential).Prepend(stage.Criteria).Prepend(stage.Entry.Criteria)))
        .Concat(programme.Instruments.SelectMany(one => one.Products.Select(product => product.Criteria).Prepend(one.Criteria)));

    private static IEnumerable<Group?> OfCredential(Credential credential) => credential.Substates.SelectMany(OfCredential).Prepend(credential.Criteria);

    private static IEnumerable<Criterion> All(Group group) => group.Items.SelectMany(item => item.Parts is { } parts ? All(parts).Prepend(item) : [item]);
}
