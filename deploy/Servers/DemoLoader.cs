using System.Diagnostics;

namespace Cultivation.Servers;

/// <summary>Runs <c>deploy/Demo</c>'s program: <c>dotnet Cultivation.Demo.dll load</c> with CULTIVATION_GATEWAY. Each line that it prints is progress.</summary>
public static class DemoLoader
{
    private static readonly string Dll = Checkout.Dll("deploy/Demo");

    /// <summary>It was built.</summary>
    public static bool IsThere => File.Exists(Dll);

    /// <param name="say">Gets each line.</param>
    /// <exception cref="ServerFailed">It was not loaded.</exception>
    public static async Task RunAsync(Uri gateway, Action<string> say, CancellationToken ct)
    {
        var start = new ProcessStartInfo("dotnet", [Dll, "load"])
        {
            UseShellExecute = false,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            Environment = { ["CULTIVATION_GATEWAY"] = gateway.ToString().TrimEnd('/') },
        };
        using var loader = Process.Start(start)!;
        await using var stop = ct.Register(() => loader.Kill(entireProcessTree: true));
        var error = loader.StandardError.ReadToEndAsync(ct);
        while (await loader.StandardOutput.ReadLineAsync(ct) is { } line)
            say(line.Trim());
        await loader.WaitForExitAsync(ct);
        if (loader.ExitCode != 0)
            throw new ServerFailed($"the demo was not loaded (code {loader.ExitCode})", (await error).Trim());
    }
}
