using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace Cultivation.Finance.Feeds.Webhooks;

/// <summary>Signatures and secrets of Standard Webhooks 1.0 (symmetric, <c>v1</c>).</summary>
internal static class Signature
{
    private const string SecretPrefix = "whsec_";

    /// <summary>Bytes of a new secret; the standard asks for 24 to 64.</summary>
    private const int SecretSize = 32;

    public static byte[] NewSecret() => RandomNumberGenerator.GetBytes(SecretSize);

    /// <summary>A secret as a bank enters it in its receiver: <c>whsec_</c> and base64.</summary>
    public static string Shown(byte[] secret) => SecretPrefix + Convert.ToBase64String(secret);

    /// <summary>The header <c>webhook-signature</c>: one signature of id, time and body for each secret that is valid, with a space between.</summary>
    /// <param name="timestamp">Unix seconds of this attempt.</param>
    public static string Of(IEnumerable<byte[]> secrets, string id, long timestamp, ReadOnlySpan<byte> body)
    {
        byte[] signed = [.. Encoding.UTF8.GetBytes(string.Create(CultureInfo.InvariantCulture, $"{id}.{timestamp}.")), .. body];
        return string.Join(' ', secrets.Select(secret => $"v1,{Convert.ToBase64String(HMACSHA256.HashData(secret, signed))}"));
    }
}
