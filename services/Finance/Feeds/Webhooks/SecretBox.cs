using System.Security.Cryptography;
using System.Text;

namespace Cultivation.Finance.Feeds.Webhooks;

/// <summary>
/// Encrypts what must be stored and never shown (AES-256-GCM) under the key of configuration <c>Webhooks:Key</c>, 32 bytes in base64. What was sealed
/// for one bank cannot be opened for another.
/// </summary>
internal sealed class SecretBox
{
    private const int NonceSize = 12;
    private const int TagSize = 16;
    private readonly byte[] key;

    /// <exception cref="InvalidOperationException">The key is missing, or is no such key.</exception>
    public SecretBox(IConfiguration configuration)
    {
        var configured = configuration["Webhooks:Key"] ?? throw new InvalidOperationException("Webhooks:Key is not configured");
        key = new byte[32];
        if (!Convert.TryFromBase64String(configured, key, out var length) || length != key.Length)
            throw new InvalidOperationException("Webhooks:Key is not 32 bytes in base64");
    }

    /// <summary>Nonce, ciphertext and tag, in base64.</summary>
    public string Seal(string district, string bank, ReadOnlySpan<byte> secret)
    {
        var sealedBytes = new byte[NonceSize + secret.Length + TagSize];
        var whole = sealedBytes.AsSpan();
        RandomNumberGenerator.Fill(whole[..NonceSize]);
        using var aes = new AesGcm(key, TagSize);
        aes.Encrypt(whole[..NonceSize], secret, whole[NonceSize..^TagSize], whole[^TagSize..], Owner(district, bank));
        return Convert.ToBase64String(sealedBytes);
    }

    /// <exception cref="CryptographicException">It was sealed under another key, for another bank, or altered.</exception>
    public byte[] Open(string district, string bank, string text)
    {
        var whole = Convert.FromBase64String(text).AsSpan();
        if (whole.Length < NonceSize + TagSize)
            throw new CryptographicException("A stored secret is too short");
        var secret = new byte[whole.Length - NonceSize - TagSize];
        using var aes = new AesGcm(key, TagSize);
        aes.Decrypt(whole[..NonceSize], whole[NonceSize..^TagSize], whole[^TagSize..], secret, Owner(district, bank));
        return secret;
    }

    private static byte[] Owner(string district, string bank) => Encoding.UTF8.GetBytes($"{district}/{bank}");
}
