using System.Security.Cryptography;
using System.Text.Json;

namespace Cultivation.Merkle;

/// <summary>A district's word for its log at one size.</summary>
/// <param name="District">Division code.</param>
/// <param name="Size">How many events it covers.</param>
/// <param name="Root">Root of their tree, 64 hex digits.</param>
/// <param name="Time">When it was signed: UTC with microseconds, <c>2026-11-25T02:30:00.000000Z</c>.</param>
/// <param name="Previous"><see cref="Hash"/> of the checkpoint before; null for the first.</param>
/// <param name="KeyId"><see cref="PublicKey.Id"/> of the key that signed.</param>
/// <param name="Signature">Over <see cref="Body"/>.</param>
public sealed record Checkpoint(string District, long Size, string Root, string Time, string? Previous, string KeyId, string Signature)
{
    /// <summary>What is signed: canonical JSON of all but the signature.</summary>
    public byte[] Body() => CanonicalJson.Bytes(JsonSerializer.SerializeToElement(
        new { district = District, keyId = KeyId, previous = Previous, root = Root, size = Size, time = Time }));

    /// <summary>What the next checkpoint names as its previous: SHA-256 of what is signed, 64 hex digits.</summary>
    public string Hash() => Tree.Hex(SHA256.HashData(Body()));
}
