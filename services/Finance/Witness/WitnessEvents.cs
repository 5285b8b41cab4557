namespace Cultivation.Finance.Witness;

// Stored for ever in the stream ledger:{district}: add, never rename.

/// <summary>A bank is to keep this: a copy of the district's checkpoint. It is about no firm, so that no consent is asked for; the feeder copies it, in order.</summary>
public sealed record CheckpointDisclosed(string BankId, Checkpoint Checkpoint);

/// <summary>A district's word for its log at one size, as the ladder published it.</summary>
/// <param name="Size">How many events it covers.</param>
/// <param name="Root">Root of their tree, 64 hex digits.</param>
/// <param name="Time">UTC with microseconds, as it was signed.</param>
/// <param name="Previous">SHA-256 of the checkpoint before; null for the first.</param>
/// <param name="KeyId">Thumbprint of the district's key.</param>
/// <param name="Signature">ES256, base64url.</param>
public sealed record Checkpoint(long Size, string Root, string Time, string? Previous, string KeyId, string Signature);
