using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;

namespace Cultivation.Merkle;

/// <summary>A public key on P-256.</summary>
/// <param name="X">Coordinate, 32 bytes, base64url.</param>
/// <param name="Y">Coordinate, 32 bytes, base64url.</param>
public sealed record PublicKey(string X, string Y)
{
    /// <summary>The key's thumbprint (RFC 7638), base64url.</summary>
    public string Id => Base64Url.EncodeToString(SHA256.HashData(Encoding.UTF8.GetBytes($$"""{"crv":"P-256","kty":"EC","x":"{{X}}","y":"{{Y}}"}""")));

    public static PublicKey Of(ECDsa key)
    {
        var point = key.ExportParameters(includePrivateParameters: false).Q;
        return new(Base64Url.EncodeToString(point.X), Base64Url.EncodeToString(point.Y));
    }

    /// <summary>Whether this key signed something: ECDSA with SHA-256, r ‖ s in 64 bytes, base64url (ES256 of RFC 7518). False for what is no signature, too.</summary>
    public bool Signed(byte[] body, string signature)
    {
        try
        {
            using var key = ECDsa.Create(new ECParameters
            {
                Curve = ECCurve.NamedCurves.nistP256, Q = { X = Base64Url.DecodeFromChars(X), Y = Base64Url.DecodeFromChars(Y) },
            });
            return key.VerifyData(body, Base64Url.DecodeFromChars(signature), HashAlgorithmName.SHA256, DSASignatureFormat.IeeeP1363FixedFieldConcatenation);
        }
        catch (Exception fault) when (fault is FormatException or CryptographicException)
        {
            return false;
        }
    }
}

/// <summary>A public key as RFC 7517 writes it.</summary>
public sealed record Jwk(string Kty, string Crv, string Use, string Alg, string Kid, string X, string Y)
{
    public static Jwk Of(PublicKey key) => new("EC", "P-256", "sig", "ES256", key.Id, key.X, key.Y);
}
