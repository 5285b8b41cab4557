namespace Cultivation.Servers;

/// <summary>The folder that this program was built in.</summary>
public static class Checkout
{
    /// <summary>The folder with Cultivation.sln.</summary>
    public static string Root { get; } = Find();

    /// <summary>Release or Debug, as this program itself was built.</summary>
    public static string Configuration { get; } = AppContext.BaseDirectory.Contains("/Debug/", StringComparison.Ordinal) ? "Debug" : "Release";

    /// <summary>What a project's build gives, as <c>Dll("services/Ladder")</c>.</summary>
    public static string Dll(string projectFolder)
    {
        var name = Path.GetFileName(projectFolder);
        return Path.Combine(Root, projectFolder, "bin", Configuration, "net10.0", $"Cultivation.{char.ToUpperInvariant(name[0])}{name[1..]}.dll");
    }

    private static string Find()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, "Cultivation.sln")))
                return folder.FullName;
        }
        throw new ServerFailed("this program is not inside a checkout of Cultivation");
    }
}
