using System.Security.Cryptography;

namespace Cultivation.Servers;

/// <summary>How the services prove to the issuer who they are, and the key by which a district signs its ledger. Made once per folder.</summary>
/// <param name="LedgerKey">ECDSA on P-256, PKCS#8 in base64; a folder of an earlier build has none yet.</param>
internal sealed record HouseSecrets(string Ladder, string Finance, string? LedgerKey = null)
{
    public static HouseSecrets Of(string folder)
    {
        var file = Path.Combine(folder, "secrets.json");
        var secrets = PrivateFile.ReadJson<HouseSecrets>(file) ?? new HouseSecrets(PrivateFile.NewSecret(), PrivateFile.NewSecret());
        if (secrets.LedgerKey is null)
            PrivateFile.WriteJson(file, secrets = secrets with { LedgerKey = NewKey() });
        return secrets;
    }

    private static string NewKey()
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        return Convert.ToBase64String(key.ExportPkcs8PrivateKey());
    }
}
