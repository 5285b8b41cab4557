using Cultivation.Merkle;
using JasperFx.Events;

namespace Cultivation.Ladder.Ledger;

/// <summary>What was signed last, and the keys that ever signed.</summary>
public sealed record SignedLedger
{
    public string Id { get; init; } = "";
    public long Version { get; init; }
    public LedgerCheckpointSigned? Last { get; init; }

    /// <summary>The one in use last.</summary>
    public LedgerKeyIntroduced[] Keys { get; init; } = [];

    internal static string Key(string district) => $"ledger:{district}";

    public SignedLedger Evolve(IEvent happened) => Fold(happened.Data) with { Id = happened.StreamKey! };

    public SignedLedger Fold(object happened) => happened switch
    {
        LedgerKeyIntroduced e => this with { Keys = [.. Keys, e] },
        LedgerCheckpointSigned e => this with { Last = e },
        _ => this,
    };

    /// <summary>The keys as others check by them.</summary>
    internal Jwk[] PublicKeys() => [.. Keys.Select(k => Jwk.Of(new PublicKey(k.X, k.Y)))];
}

internal static class Checkpoints
{
    /// <summary>The checkpoint as it was signed.</summary>
    public static Checkpoint Signed(this LedgerCheckpointSigned e) => new(e.District, e.Size, e.Root, e.Time, e.Previous, e.KeyId, e.Signature);
}
