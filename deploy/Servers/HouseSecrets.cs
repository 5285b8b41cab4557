using System.Security.Cryptography;

namespace Cultivation.Servers;

/// <summary>
/// How the services prove to the issuer who they are, the key by which a district signs its ledger, and the key under which banks' webhook secrets are
/// stored. Made once per folder.
/// </summary>
/// <param name="LedgerKey">ECDSA on P-256, PKCS#8 in base64; a folder of an earlier build has none yet.</param>
/// <param name="WebhookKey">32 bytes in base64; a folder of an earlier build has none yet.</param>
internal sealed record HouseSecrets(string Ladder, string Finance, string? LedgerKey = null, string? WebhookKey = null)
{
    public static HouseSecrets Of(string folder)
    {
        var file = Path.Combine(folder, "secrets.json");
        var secrets = PrivateFile.ReadJson<HouseSecrets>(file) ?? new HouseSecrets(PrivateFile.NewSecret(), PrivateFile.NewSecret());
        if (secrets is { LedgerKey: not null, WebhookKey: not null })
            return secrets;
        secrets = secrets with
        {
            LedgerKey = secrets.LedgerKey ?? NewKey(),
            WebhookKey = secrets.WebhookKey ?? Convert.ToBase64String(RandomNumberGenerator.GetBytes(32)),
        };
        PrivateFile.WriteJson(file, secrets);
        return secrets;
    }

    private static string NewKey()
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        return Convert.ToBase64String(key.ExportPkcs8PrivateKey());
    }
}
