using System.Runtime.CompilerServices;

namespace Cultivation.Kit;

/// <summary>A document of <c>contracts</c> that is made from the code. With the environment variable UPDATE_SNAPSHOTS it is written; else it must be as it is made.</summary>
public static class ShippedDocument
{
    /// <summary>The document's place in the checkout.</summary>
    public static string Path(string name, [CallerFilePath] string here = "") =>
        System.IO.Path.GetFullPath(System.IO.Path.Combine(System.IO.Path.GetDirectoryName(here)!, "../../contracts", name));

    /// <returns>The text that is shipped, to compare with.</returns>
    public static string Written(string name, string made)
    {
        var file = Path(name);
        if (Environment.GetEnvironmentVariable("UPDATE_SNAPSHOTS") is not null)
            File.WriteAllText(file, made);
        return File.ReadAllText(file);
    }
}
