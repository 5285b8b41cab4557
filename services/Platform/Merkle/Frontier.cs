namespace Cultivation.Merkle;

/// <summary>The right edge of a growing tree: all that is needed to append to it and to tell its root.</summary>
public sealed class Frontier
{
    private readonly List<byte[]> peaks;

    public Frontier() : this(0, []) { }

    /// <param name="size">How many leaves there are.</param>
    /// <param name="peaks">Hashes of the complete subtrees of which they consist (<see cref="Span.Subtrees"/>).</param>
    /// <exception cref="ArgumentException">There are not as many as the size asks for.</exception>
    public Frontier(long size, IEnumerable<byte[]> peaks)
    {
        (Size, this.peaks) = (size, [.. peaks]);
        if (size < 0 || this.peaks.Count != long.PopCount(size))
            throw new ArgumentException($"A tree of {size} leaves has {long.PopCount(size)} peaks, not {this.peaks.Count}", nameof(peaks));
    }

    /// <summary>Leaves so far.</summary>
    public long Size { get; private set; }

    /// <summary>The largest first.</summary>
    public IReadOnlyList<byte[]> Peaks => peaks;

    /// <summary>Appends a leaf.</summary>
    /// <returns>Hashes of the subtrees that it completes: of 2 leaves, of 4, and so on.</returns>
    public List<byte[]> Add(byte[] leaf)
    {
        List<byte[]> completed = [];
        var hash = leaf;
        for (var before = Size; (before & 1) == 1; before >>= 1)
        {
            completed.Add(hash = Tree.Node(peaks[^1], hash));
            peaks.RemoveAt(peaks.Count - 1);
        }
        peaks.Add(hash);
        Size++;
        return completed;
    }

    public byte[] Root() => Tree.Root(peaks);

    public Frontier Copy() => new(Size, peaks);
}
