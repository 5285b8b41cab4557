namespace Cultivation.Merkle;

/// <summary>Proofs of RFC 6962, section 2.1: that a leaf is in a tree, and that one tree is the beginning of another.</summary>
public static class Proofs
{
    /// <summary>The spans whose roots prove that a leaf is in a tree, the nearest first.</summary>
    public static IReadOnlyList<Span> Inclusion(long index, long size)
    {
        List<Span> path = [];
        for (var (from, to) = (0L, size); to - from > 1;)
        {
            var middle = from + Half(to - from);
            path.Add(index < middle ? new(middle, to) : new(from, middle));
            (from, to) = index < middle ? (from, middle) : (middle, to);
        }
        path.Reverse();
        return path;
    }

    /// <summary>The spans whose roots prove that the first leaves of a tree are the tree of the earlier size.</summary>
    /// <param name="earlier">At least 1.</param>
    public static IReadOnlyList<Span> Consistency(long earlier, long later)
    {
        List<Span> path = [];
        var (from, to, whole) = (0L, later, true);
        while (to != earlier)
        {
            var middle = from + Half(to - from);
            path.Add(earlier <= middle ? new(middle, to) : new(from, middle));
            whole &= earlier <= middle;
            (from, to) = earlier <= middle ? (from, middle) : (middle, to);
        }
        if (!whole)
            path.Add(new(from, to));
        path.Reverse();
        return path;
    }

    /// <summary>The leaf is in the tree of this root.</summary>
    public static bool Includes(long index, long size, byte[] leaf, IReadOnlyList<byte[]> path, byte[] root) =>
        Root(index, size, leaf, path) is { } found && found.AsSpan().SequenceEqual(root);

    /// <summary>The root that comes out of a leaf and its path (RFC 9162, section 2.1.3.2); null where the path does not fit the index and the size.</summary>
    public static byte[]? Root(long index, long size, byte[] leaf, IReadOnlyList<byte[]> path)
    {
        if (index < 0 || index >= size)
            return null;
        var (fn, sn, hash) = (index, size - 1, leaf);
        foreach (var sibling in path)
        {
            if (sn == 0)
                return null;
            if ((fn & 1) == 1 || fn == sn)
            {
                hash = Tree.Node(sibling, hash);
                for (; (fn & 1) == 0 && fn != 0; fn >>= 1)
                    sn >>= 1;
            }
            else
            {
                hash = Tree.Node(hash, sibling);
            }
            (fn, sn) = (fn >> 1, sn >> 1);
        }
        return sn == 0 ? hash : null;
    }

    /// <summary>RFC 9162, section 2.1.4.2.</summary>
    public static bool Extends(long earlier, byte[] earlierRoot, long later, byte[] laterRoot, IReadOnlyList<byte[]> path)
    {
        if (earlier < 1 || earlier > later)
            return false;
        if (earlier == later)
            return path.Count == 0 && earlierRoot.AsSpan().SequenceEqual(laterRoot);
        IReadOnlyList<byte[]> hashes = long.IsPow2(earlier) ? [earlierRoot, .. path] : path;
        if (hashes.Count == 0)
            return false;
        var (fn, sn) = (earlier - 1, later - 1);
        for (; (fn & 1) == 1; fn >>= 1)
            sn >>= 1;
        var (first, second) = (hashes[0], hashes[0]);
        foreach (var hash in hashes.Skip(1))
        {
            if (sn == 0)
                return false;
            if ((fn & 1) == 1 || fn == sn)
            {
                (first, second) = (Tree.Node(hash, first), Tree.Node(hash, second));
                for (; (fn & 1) == 0 && fn != 0; fn >>= 1)
                    sn >>= 1;
            }
            else
            {
                second = Tree.Node(second, hash);
            }
            (fn, sn) = (fn >> 1, sn >> 1);
        }
        return sn == 0 && first.AsSpan().SequenceEqual(earlierRoot) && second.AsSpan().SequenceEqual(laterRoot);
    }

    /// <summary>The largest power of two below a size of at least 2.</summary>
    private static long Half(long size) => 1L << (63 - (int)long.LeadingZeroCount(size - 1));
}
