using System.Diagnostics;
using Cultivation.Servers;

namespace Cultivation.Kit;

/// <summary>A client that partners are given, as it is, in a process of its own with a folder of its own.</summary>
public sealed class SampleClient(string script, Uri feed, string token) : IAsyncDisposable
{
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("cultivation-client-");
    private Process? follower;

    /// <summary>The scripts that are shipped.</summary>
    public static IReadOnlyList<string> Scripts { get; } = ["bank.py", "bank.mjs"];

    /// <summary>The book that it keeps.</summary>
    public string Book => Path.Combine(folder.FullName, "book.json");

    /// <summary>Goes to the head of the feed and compares.</summary>
    /// <returns>Its exit code, 0 where the books are equal, and what it said.</returns>
    public async Task<(int Code, string Output)> OnceAsync()
    {
        using var client = await StartAsync(token, "--once");
        return await EndAsync(client);
    }

    /// <summary>Keeps the book from what a queue or a webhook was given, in the order of arrival, and compares.</summary>
    /// <returns>Its exit code, 0 where nothing is missing and the books are equal, and what it said.</returns>
    public async Task<(int Code, string Output)> DeliveredAsync(IEnumerable<string> entries)
    {
        using var client = await StartAsync(token, "--delivered");
        await client.StandardInput.WriteAsync(string.Concat(entries.Select(entry => $"{entry}\n")));
        client.StandardInput.Close();
        return await EndAsync(client);
    }

    /// <summary>Follows the feed until it is disposed.</summary>
    /// <param name="said">Gets each line that it says, in whichever way.</param>
    public async Task FollowAsync(Action<string> said)
    {
        var renewed = Path.Combine(folder.FullName, "token");
        await File.WriteAllTextAsync(renewed, token);
        follower = await StartAsync($"@{renewed}");
        follower.OutputDataReceived += (_, line) => said(line.Data ?? "");
        follower.ErrorDataReceived += (_, line) => said(line.Data ?? "");
        follower.BeginOutputReadLine();
        follower.BeginErrorReadLine();
    }

    public async ValueTask DisposeAsync()
    {
        if (follower is not null)
        {
            follower.Kill();
            await follower.WaitForExitAsync();
            follower.Dispose();
        }
        folder.Delete(recursive: true);
    }

    private static async Task<(int Code, string Output)> EndAsync(Process client)
    {
        var (output, error) = (client.StandardOutput.ReadToEndAsync(), client.StandardError.ReadToEndAsync());
        await client.WaitForExitAsync();
        return (client.ExitCode, await output + await error);
    }

    private async Task<Process> StartAsync(string authority, params string[] more)
    {
        var program = script.EndsWith(".py", StringComparison.Ordinal) ? "python3" : "node";
        await Tools.EnsureAsync([program], _ => { });
        var start = new ProcessStartInfo(program, [Path.Combine(AppContext.BaseDirectory, "partners", script), Book, .. more])
        {
            RedirectStandardInput = true, RedirectStandardOutput = true, RedirectStandardError = true, UseShellExecute = false, Environment = { ["FEED"] = feed.ToString(), ["TOKEN"] = authority },
        };
        return Process.Start(start)!;
    }
}
