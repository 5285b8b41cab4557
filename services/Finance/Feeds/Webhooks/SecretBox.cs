using System.Security.Cryptography;
using System.Text;

namespace Cultivation.Finance.Feeds.Webhooks;

/// <summary>
/// Encrypts what must be stored and never shown (AES-256-GCM) under keys of configuration, each 32 bytes in base64: <c>Webhooks:Keys</c>, a list of <c>Id</c> and
/// <c>Key</c>, and <c>Webhooks:Key</c>, one without an id. The first seals, all open; the one without an id is the last. What was sealed for one bank cannot be opened
/// for another.
/// </summary>
internal sealed class SecretBox
{
    private const int KeySize = 32;
    private const int NonceSize = 12;
    private const int TagSize = 16;

    /// <summary>Between a key's id and what it sealed; no letter of base64.</summary>
    private const char Mark = ':';

    private readonly Dictionary<string, byte[]> keys = new(StringComparer.Ordinal);
    private readonly string first;

    /// <exception cref="InvalidOperationException">There is no key, or one is no such key, or two have one id.</exception>
    public SecretBox(IConfiguration configuration)
    {
        var section = configuration.GetSection("Webhooks");
        string? seals = null;
        foreach (var one in section.GetSection("Keys").GetChildren())
        {
            if (one["Id"] is not { Length: > 0 } id || id.Contains(Mark, StringComparison.Ordinal) || !keys.TryAdd(id, Read(one.Path, one["Key"])))
                throw new InvalidOperationException($"{one.Path} needs an Id of its own, without a colon");
            seals ??= id;
        }
        if (section["Key"] is { } alone)
            keys.Add("", Read("Webhooks:Key", alone));
        first = keys.Count > 0 ? seals ?? "" : throw new InvalidOperationException("Neither Webhooks:Key nor Webhooks:Keys is configured");
    }

    /// <summary>Id of the key and a colon, where it has one; then nonce, ciphertext and tag, in base64.</summary>
    public string Seal(string district, string bank, ReadOnlySpan<byte> secret)
    {
        var sealedBytes = new byte[NonceSize + secret.Length + TagSize];
        var whole = sealedBytes.AsSpan();
        RandomNumberGenerator.Fill(whole[..NonceSize]);
        using var aes = new AesGcm(keys[first], TagSize);
        aes.Encrypt(whole[..NonceSize], secret, whole[NonceSize..^TagSize], whole[^TagSize..], Owner(district, bank));
        return Prefix(first) + Convert.ToBase64String(sealedBytes);
    }

    /// <exception cref="CryptographicException">It was sealed under a key that is not configured, for another bank, or altered.</exception>
    public byte[] Open(string district, string bank, string text)
    {
        var mark = text.IndexOf(Mark, StringComparison.Ordinal);
        var id = mark < 0 ? "" : text[..mark];
        if (!keys.TryGetValue(id, out var key))
            throw new CryptographicException($"A stored secret is sealed under the key '{id}', which is not configured");
        var whole = Convert.FromBase64String(text[(mark + 1)..]).AsSpan();
        if (whole.Length < NonceSize + TagSize)
            throw new CryptographicException("A stored secret is too short");
        var secret = new byte[whole.Length - NonceSize - TagSize];
        using var aes = new AesGcm(key, TagSize);
        aes.Decrypt(whole[..NonceSize], whole[NonceSize..^TagSize], whole[^TagSize..], secret, Owner(district, bank));
        return secret;
    }

    /// <summary>It was sealed under the key that seals.</summary>
    public bool IsCurrent(string text) => first.Length == 0 ? !text.Contains(Mark, StringComparison.Ordinal) : text.StartsWith(Prefix(first), StringComparison.Ordinal);

    private static string Prefix(string id) => id.Length == 0 ? "" : $"{id}{Mark}";

    private static byte[] Read(string where, string? configured)
    {
        var key = new byte[KeySize];
        return configured is not null && Convert.TryFromBase64String(configured, key, out var length) && length == key.Length
            ? key : throw new InvalidOperationException($"{where} is not 32 bytes in base64");
    }

    private static byte[] Owner(string district, string bank) => Encoding.UTF8.GetBytes($"{district}/{bank}");
}
