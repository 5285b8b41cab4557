namespace Cultivation.Criteria;

/// <summary>Sentences about changes, in both languages.</summary>
internal static class ChangeWords
{
    public static Text Lone(ChangeKind kind, Side side, Part part)
    {
        var (name, said) = (Label(part), Said(side, part));
        return kind is ChangeKind.Added
            ? new($"新增“{name.Zh}”{said.Zh}", $"New: {name.En}{said.En}")
            : new($"删除“{name.Zh}”{said.Zh}", $"Dropped: {name.En}{said.En}");
    }

    public static Text Moved(Side before, Part old, Side after, Part part)
    {
        var (name, from, to) = (Label(part), Label(before.Find(old.Parent)), Label(after.Find(part.Parent)));
        return new($"“{name.Zh}”由“{from.Zh}”移至“{to.Zh}”", $"{name.En}: moves from “{from.En}” to “{to.En}”");
    }

    public static Text Test(Side before, Side after, Part part)
    {
        var (was, now) = (before.Test(part.Key)!, after.Test(part.Key)!);
        var (name, old, next) = (Label(part), TestWords.Of(was), TestWords.Of(now));
        return was.Metric.Id == now.Metric.Id && TestWords.Asked(was) is { } asked && TestWords.Asked(now) is { } asks
            ? Sentence(name, now.Metric.Name, asked, asks)
            : Sentence(name, new("条件", "the condition"), old, next);
    }

    public static Text Property(Side before, Part old, Side after, Part part, string property)
    {
        var name = PropertyWords.Name(property);
        return (Word(old, part, property), Word(part, old, property)) switch
        {
            ({ } was, { } now) => Sentence(Label(part), name, was, now),
            (null, { } now) => new($"“{Label(part).Zh}”:新设{name.Zh}{now.Zh}", $"{Label(part).En}: {name.En} {now.En} is added"),
            ({ } was, _) => new($"“{Label(part).Zh}”:删去{name.Zh}{was.Zh}", $"{Label(part).En}: {name.En} {was.En} is dropped"),
            _ => Label(part),
        };
    }

    /// <summary>The value in words; null where there is none. A flag that the other file sets is no in the one that leaves it out.</summary>
    private static Text? Word(Part part, Part other, string property) => part.Own.TryGetValue(property, out var value)
        ? PropertyWords.Value(property, value)
        : other.Own[property].ValueKind is JsonValueKind.True ? PropertyWords.No : null;

    private static Text Sentence(Text part, Text property, Text was, Text now) => new(
        $"“{part.Zh}”:{property.Zh}由{was.Zh}改为{now.Zh}", $"{part.En}: {property.En} changes from {was.En} to {now.En}");

    /// <summary>What the reader knows the part by: the rule's own term, else its name, text, step or number.</summary>
    private static Text Label(Part? part)
    {
        if (part is null || part.Key == Part.Root)
            return new("政策", "The programme");
        var text = new[] { "name", "text", "step" }.Select(name => Pair(part, name)).FirstOrDefault(found => found is not null);
        var term = part.Own.TryGetValue("term", out var given) ? given.GetString() : null;
        var number = part.Own.TryGetValue("docNo", out var docNo) ? docNo.GetString()! : part.Key;
        return new(term ?? text?.Zh ?? number, text?.En ?? number);
    }

    /// <summary>The text where the label is a term, what is tested, and how sure it is.</summary>
    private static Text Said(Side side, Part part)
    {
        var zh = part.Own.ContainsKey("term") && Pair(part, "text") is { } text ? $":{text.Zh}" : "";
        var test = side.Test(part.Key) is { } tested ? TestWords.Of(tested) : null;
        var sure = part.Own.TryGetValue("certainty", out var certainty) ? PropertyWords.Value("certainty", certainty) : null;
        return new(
            zh + (test is null ? "" : $"({test.Zh})") + (sure is null ? "" : $",{sure.Zh}"), (test is null ? "" : $" ({test.En})") + (sure is null ? "" : $", {sure.En}"));
    }

    private static Text? Pair(Part part, string name) => part.Own.TryGetValue(name, out var value) && value.ValueKind is JsonValueKind.Object
        ? new(value.GetProperty("zh").GetString()!, value.GetProperty("en").GetString()!)
        : null;
}
