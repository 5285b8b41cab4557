using Cultivation.Merkle;

namespace Cultivation.Verifier;

/// <summary>Checks that checkpoints are signed by the keys in the file, and that each names the one before.</summary>
internal sealed class Signatures
{
    private readonly ExportHeader header;
    private readonly List<string> findings;
    private readonly Dictionary<string, PublicKey> keys = new(StringComparer.Ordinal);
    private Checkpoint? last;

    public Signatures(ExportHeader header, List<string> findings)
    {
        (this.header, this.findings, last) = (header, findings, header.Before);
        foreach (var key in header.Keys)
        {
            var open = new PublicKey(key.X, key.Y);
            if (open.Id != key.Kid)
                findings.Add($"Altered: the key {key.Kid} is not the one that its id names.");
            keys[open.Id] = open;
        }
        if (header.Before is { } before)
            Signature(before);
    }

    /// <param name="size">Events before it in the file.</param>
    public void Check(Checkpoint c, long size)
    {
        if (c.District != header.District)
            findings.Add($"The checkpoint of {c.Size} events is one of the district {c.District}.");
        if (c.Size != size)
            findings.Add($"The checkpoint of {c.Size} events stands behind {size}.");
        if (c.Previous != last?.Hash())
        {
            findings.Add(last is null
                ? $"Removed: a checkpoint before that of {c.Size} events, which does not call itself the first."
                : $"The checkpoint of {c.Size} events does not name the one of {last.Size} before it: one of the two is altered, or one between them was removed.");
        }
        Signature(c);
        last = c;
    }

    private void Signature(Checkpoint c)
    {
        if (!keys.TryGetValue(c.KeyId, out var key))
            findings.Add($"The checkpoint of {c.Size} events names the key {c.KeyId}, which is not in the file.");
        else if (!key.Signed(c.Body(), c.Signature))
            findings.Add($"Altered: the checkpoint of {c.Size} events does not have the signature of its key {c.KeyId}.");
    }
}
