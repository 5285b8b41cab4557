using System.Security.Cryptography;
using Microsoft.IdentityModel.Tokens;

namespace Cultivation.Gateway.Issuer;

/// <summary>The issuer's RSA key. It is kept in a file, so that tokens outlive a restart.</summary>
internal sealed class SigningKey
{
    private SigningKey(RSA rsa)
    {
        var key = new RsaSecurityKey(rsa);
        key.KeyId = Base64UrlEncoder.Encode(key.ComputeJwkThumbprint());
        Credentials = new(key, SecurityAlgorithms.RsaSha256);
        var numbers = rsa.ExportParameters(includePrivateParameters: false);
        Public = new { kty = "RSA", use = "sig", alg = "RS256", kid = key.KeyId, n = Base64UrlEncoder.Encode(numbers.Modulus), e = Base64UrlEncoder.Encode(numbers.Exponent) };
    }

    public SigningCredentials Credentials { get; }

    /// <summary>The public half, as a JSON Web Key (RFC 7517).</summary>
    public object Public { get; }

    /// <summary>Reads the PEM file, or makes it, readable by its owner only.</summary>
    public static SigningKey From(string file)
    {
        var rsa = RSA.Create(2048);
        if (File.Exists(file))
        {
            rsa.ImportFromPem(File.ReadAllText(file));
            return new(rsa);
        }

        Directory.CreateDirectory(Path.GetDirectoryName(Path.GetFullPath(file))!);
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows()) options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        using var writer = new StreamWriter(file, options);
        writer.Write(rsa.ExportPkcs8PrivateKeyPem());
        return new(rsa);
    }
}
