namespace Cultivation.Ladder.Ledger;

// Stored for ever in the stream ledger:{district}: add, never rename.

/// <summary>The district signs its checkpoints with another key from here on; the earlier ones stay readable.</summary>
/// <param name="X">Coordinate on P-256, base64url.</param>
/// <param name="Y">Coordinate on P-256, base64url.</param>
public sealed record LedgerKeyIntroduced(string KeyId, string X, string Y, DateTimeOffset IntroducedAt);

/// <summary>The district vouches for its log up to here. The event itself is covered by the next checkpoint.</summary>
/// <param name="Size">How many events of the district it covers: all with an index below.</param>
/// <param name="Root">Root of their tree (RFC 6962), 64 hex digits.</param>
/// <param name="Time">UTC with microseconds, as it was signed.</param>
/// <param name="Previous">Hash of the checkpoint before; null for the first.</param>
/// <param name="Signature">ES256 over the canonical JSON of the others, base64url.</param>
public sealed record LedgerCheckpointSigned(
    string District, long Size, string Root, string Time, string? Previous, string KeyId, string Signature, string By);
