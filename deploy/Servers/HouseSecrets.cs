namespace Cultivation.Servers;

/// <summary>How the services prove to the issuer who they are. Made once per folder.</summary>
internal sealed record HouseSecrets(string Ladder, string Finance)
{
    public static HouseSecrets Of(string folder)
    {
        var file = Path.Combine(folder, "secrets.json");
        var secrets = PrivateFile.ReadJson<HouseSecrets>(file);
        if (secrets is null)
            PrivateFile.WriteJson(file, secrets = new HouseSecrets(PrivateFile.NewSecret(), PrivateFile.NewSecret()));
        return secrets;
    }
}
