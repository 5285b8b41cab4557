namespace Cultivation.Servers;

/// <summary>Installs what is missing with apt-get, without a question.</summary>
internal static class DebianPackages
{
    // Debian starts an instance of each server that it installs, on the default ports and open to the network. A policy file is its documented way
    // to say no; it is put there only for the time of the installation and only if there is none.
    private const string Install = """
        set -e
        export DEBIAN_FRONTEND=noninteractive
        policy=/usr/sbin/policy-rc.d
        if [ ! -e "$policy" ]; then
            trap 'rm -f "$policy"' EXIT
            printf '#!/bin/sh\nexit 101\n' > "$policy"
            chmod +x "$policy"
        fi
        apt-get install -y --no-install-recommends "$@" || { apt-get update && apt-get install -y --no-install-recommends "$@"; }
        """;

    // The build and the servers are made ready side by side; apt-get takes one at a time, and the second would fail.
    private static readonly SemaphoreSlim One = new(1, 1);

    /// <summary>True when the packages are installed now. Says what it does and, when it may not or fails, why.</summary>
    public static async Task<bool> InstallAsync(IReadOnlyCollection<string> packages, Action<string> say)
    {
        var list = string.Join(' ', packages);
        string[] asRoot = Environment.IsPrivilegedProcess ? [] : ["sudo", "-n"];
        if (!await Command.ExistsAsync("apt-get"))
            return false;
        if (asRoot.Length > 0 && !(await Command.RunAsync("sudo", "-n", "true")).Succeeded)
        {
            say($"may not install {list}: neither root nor sudo without a password");
            return false;
        }

        await One.WaitAsync();
        try
        {
            say($"installing {list} with apt-get, this can take some minutes");
            string[] command = [.. asRoot, "bash", "-c", Install, "install", .. packages];
            var done = await Command.RunAsync(command[0], command[1..]);
            if (!done.Succeeded)
                say($"apt-get failed:\n{string.Join('\n', done.Output.Split('\n').TakeLast(8))}");
            return done.Succeeded;
        }
        finally
        {
            One.Release();
        }
    }
}
