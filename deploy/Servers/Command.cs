using System.Diagnostics;

namespace Cultivation.Servers;

/// <summary>A short command that is run to its end.</summary>
/// <param name="Output">Standard output and error, in that order.</param>
public sealed record Command(int Code, string Output)
{
    public bool Succeeded => Code == 0;

    /// <summary>127 when there is no such program, as in a shell.</summary>
    public static async Task<Command> RunAsync(string program, params string[] arguments)
    {
        var start = new ProcessStartInfo(program, arguments)
        {
            UseShellExecute = false,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            // The account that a server runs as may not read the folder we were called in.
            WorkingDirectory = "/",
        };
        try
        {
            using var process = Process.Start(start)!;
            process.StandardInput.Close();
            var output = process.StandardOutput.ReadToEndAsync();
            var error = process.StandardError.ReadToEndAsync();
            await process.WaitForExitAsync();
            return new Command(process.ExitCode, await output + await error);
        }
        catch (System.ComponentModel.Win32Exception missing)
        {
            return new Command(127, missing.Message);
        }
    }

    public static async Task<bool> ExistsAsync(string program) => (await RunAsync("which", program)).Succeeded;
}
