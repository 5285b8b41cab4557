using System.Security.Cryptography;

namespace Cultivation.Servers.Tests;

public sealed class HouseSecretsTests
{
    [Fact]
    public void a_folder_of_an_earlier_build_keeps_its_secrets_and_gets_its_keys_once()
    {
        var folder = Directory.CreateTempSubdirectory("cultivation-secrets-").FullName;
        try
        {
            PrivateFile.Write(Path.Combine(folder, "secrets.json"), """{"ladder":"one","finance":"two"}""");
            var secrets = HouseSecrets.Of(folder);
            Assert.Equal(("one", "two"), (secrets.Ladder, secrets.Finance));
            using var key = ECDsa.Create();
            key.ImportPkcs8PrivateKey(Convert.FromBase64String(secrets.LedgerKey!), out _);
            Assert.Equal(256, key.KeySize);
            Assert.Equal(32, Convert.FromBase64String(secrets.WebhookKey!).Length);
            Assert.Equal(secrets, HouseSecrets.Of(folder));
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }
}
