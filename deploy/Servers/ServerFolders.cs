using System.Globalization;

namespace Cultivation.Servers;

/// <summary>Where servers keep their data. As root they run as other users, who must be able to pass through to it.</summary>
public static class ServerFolders
{
    private const UnixFileMode Passage =
        UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute | UnixFileMode.GroupExecute | UnixFileMode.OtherExecute;

    /// <summary>A new folder for data that is thrown away.</summary>
    public static string Temporary()
    {
        var folder = Directory.CreateTempSubdirectory("cultivation-").FullName;
        File.SetUnixFileMode(folder, Passage);
        return folder;
    }

    /// <summary>The folder of this checkout: inside its state folder, or beside it under /var/tmp where others cannot reach the checkout (such as in /root).</summary>
    public static async Task<string> OfCheckoutAsync(string stateFolder)
    {
        var inside = Path.Combine(stateFolder, "servers");
        Directory.CreateDirectory(inside, Passage);
        if (!Environment.IsPrivilegedProcess || await AnybodyReachesAsync(inside))
            return inside;

        var outside = $"/var/tmp/cultivation-{Hash.Of(inside)}";
        Directory.CreateDirectory(outside, Passage);
        var owner = await Command.RunAsync("stat", "-c", "%u", outside);
        return owner.Output.Trim() == 0.ToString(CultureInfo.InvariantCulture)
            ? outside
            : throw new ServerFailed($"{outside} belongs to somebody else");
    }

    private static async Task<bool> AnybodyReachesAsync(string folder) =>
        (await Command.RunAsync("setpriv", "--reuid", "65534", "--regid", "65534", "--clear-groups", "test", "-x", folder)).Succeeded;
}
