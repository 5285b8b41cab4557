using System.Buffers.Text;
using System.Globalization;
using System.Security.Cryptography;
using Cultivation.Merkle;

namespace Cultivation.Ladder.Ledger;

/// <summary>
/// The keys of configuration, ECDSA on P-256 as PKCS#8 in base64: a district's own, <c>Ledger:SigningKeys:{district}</c>, or that of the installation,
/// <c>Ledger:SigningKey</c>. Another value is a rotation.
/// </summary>
internal sealed class SigningKeys(IConfiguration configuration) : IHostedService
{
    /// <summary>A service without the installation's key does not start.</summary>
    public Task StartAsync(CancellationToken cancellationToken)
    {
        Of("").Dispose();
        return Task.CompletedTask;
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    /// <summary>The district's key; who asked disposes of it.</summary>
    /// <exception cref="InvalidOperationException">None is configured.</exception>
    public SigningKey Of(string district)
    {
        var configured = configuration[$"Ledger:SigningKeys:{district}"] ?? configuration["Ledger:SigningKey"]
            ?? throw new InvalidOperationException("Ledger:SigningKey is not configured");
        var key = ECDsa.Create();
        key.ImportPkcs8PrivateKey(Convert.FromBase64String(configured), out _);
        return new(key);
    }
}

/// <summary>A private key.</summary>
internal sealed class SigningKey(ECDsa key) : IDisposable
{
    public PublicKey Public { get; } = PublicKey.Of(key);

    public Checkpoint Sign(string district, long size, string root, DateTimeOffset at, Checkpoint? previous)
    {
        var time = at.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.ffffff'Z'", CultureInfo.InvariantCulture);
        var unsigned = new Checkpoint(district, size, root, time, previous?.Hash(), Public.Id, "");
        var signature = key.SignData(unsigned.Body(), HashAlgorithmName.SHA256, DSASignatureFormat.IeeeP1363FixedFieldConcatenation);
        return unsigned with { Signature = Base64Url.EncodeToString(signature) };
    }

    public void Dispose() => key.Dispose();
}
