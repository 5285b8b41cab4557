using System.Security.Cryptography;

namespace Cultivation.Merkle;

/// <summary>Hashes of a Merkle tree as RFC 6962, section 2.1, makes them: SHA-256, a leaf under 0x00 and an inner node under 0x01.</summary>
public static class Tree
{
    /// <summary>Bytes of a hash.</summary>
    public const int HashSize = SHA256.HashSizeInBytes;

    public static byte[] Leaf(ReadOnlySpan<byte> content) => SHA256.HashData([0x00, .. content]);

    public static byte[] Node(ReadOnlySpan<byte> left, ReadOnlySpan<byte> right) => SHA256.HashData([0x01, .. left, .. right]);

    /// <summary>The root over complete subtrees that stand side by side, the largest first. Without any it is the hash of nothing.</summary>
    public static byte[] Root(IReadOnlyList<byte[]> peaks)
    {
        if (peaks.Count == 0)
            return SHA256.HashData([]);
        var root = peaks[^1];
        for (var i = peaks.Count - 2; i >= 0; i--)
            root = Node(peaks[i], root);
        return root;
    }

    public static string Hex(byte[] hash) => Convert.ToHexStringLower(hash);

    /// <exception cref="FormatException">It is not 64 hex digits in lower case.</exception>
    public static byte[] Hash(string hex) => hex.Length == 2 * HashSize && hex.All(char.IsAsciiHexDigitLower)
        ? Convert.FromHexString(hex)
        : throw new FormatException($"{hex} is no hash");
}

/// <summary>A complete subtree: 2^level leaves of which this is the last one.</summary>
/// <param name="Last">Index of a leaf, from 0.</param>
/// <param name="Level">0 for the leaf alone.</param>
public readonly record struct Subtree(long Last, int Level);

/// <summary>Leaves from one index up to another, which is not among them.</summary>
public readonly record struct Span(long From, long To)
{
    /// <summary>The complete subtrees of which it consists, the largest first.</summary>
    public IEnumerable<Subtree> Subtrees()
    {
        for (var at = From; at < To;)
        {
            var level = 63 - (int)long.LeadingZeroCount(To - at);
            at += 1L << level;
            yield return new(at - 1, level);
        }
    }
}
