using Cultivation.Merkle;

namespace Cultivation.Verifier;

/// <summary>The events since the last size whose root agreed, as far as they help to say which of them was changed.</summary>
internal sealed class Interval(long from)
{
    private (int Level, string Names)? narrowest;
    private string? first;
    private string? last;

    /// <summary>Size up to which everything agreed.</summary>
    public long From => from;

    public long Events { get; private set; }

    /// <summary>Contents that do not have the hash beside them, by name.</summary>
    public List<string> Altered { get; } = [];

    /// <summary>Something of it has been named already.</summary>
    public bool Named { get; set; }

    /// <summary>An inner hash does not come out of the leaves beneath it.</summary>
    public bool InnerDiffers => narrowest is not null;

    /// <summary>One more event.</summary>
    /// <param name="completed">Hashes of the subtrees that it completes.</param>
    /// <param name="stated">The same as the file states them.</param>
    public void Add(ExportedEvent e, List<byte[]> completed, string[] stated)
    {
        var name = Name(e);
        var level = completed.FindIndex(0, node => !stated.Contains(Tree.Hex(node), StringComparer.Ordinal)) + 1;
        if (level == 0 && stated.Length != completed.Count)
            level = completed.Count + 1;
        if (level > 0 && (narrowest is null || level < narrowest.Value.Level))
            narrowest = (level, level == 1 ? $"the {last ?? "event before"} or the {name}" : $"one of the {1L << level} events up to the {name}");
        first ??= name;
        last = name;
        Events++;
    }

    /// <summary>What was changed, as well as the file tells it.</summary>
    public string Which() => this switch
    {
        { Events: 0 } => "no event lies between them in this file",
        { Events: 1 } => $"it is the {first}: its canonical form is not the one that was signed",
        { narrowest: { } found } => $"an inner hash that was not rewritten shows that it is {found.Names}: its canonical form is not the one that was signed",
        _ => $"the file does not tell which of the {Events} events it is, from the {first} to the {last}; an older export tells it",
    };

    public static string Name(ExportedEvent e) => $"event at position {e.Position} ({e.Stream}, version {e.Version}, {e.Type})";
}
