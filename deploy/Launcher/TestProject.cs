using System.Diagnostics;
using System.Text.RegularExpressions;
using Cultivation.Servers;

namespace Cultivation.Launcher;

/// <summary>A project of the solution whose name ends in .Tests.</summary>
internal sealed partial record TestProject(string Name, string File)
{
    private static readonly TimeSpan Bound = TimeSpan.FromMinutes(20);

    public static IEnumerable<TestProject> All() =>
        SolutionLine().Matches(System.IO.File.ReadAllText(Path.Combine(Checkout.Root, "Cultivation.sln")))
            .Select(match => match.Groups["file"].Value.Replace('\\', '/'))
            .Select(file => new TestProject(Path.GetFileNameWithoutExtension(file), file))
            .OrderBy(project => project.Name, StringComparer.Ordinal);

    public bool IsCalled(string name) => Name.Contains(name, StringComparison.OrdinalIgnoreCase);

    /// <summary>Runs the built program. What it printed and its result file go to tests/.output. What is of the kind "measured" is a benchmark.</summary>
    public async Task<TestResult> RunAsync(IReadOnlyDictionary<string, string> environment, CancellationToken ct)
    {
        var output = Directory.CreateDirectory(Path.Combine(Checkout.Root, "tests", ".output")).FullName;
        var report = Path.Combine(output, $"{Name}.xml");
        System.IO.File.Delete(report);
        var start = new ProcessStartInfo("dotnet", [Checkout.Dll(Path.GetDirectoryName(File)!), "-xml", report, "-noColor", "-noLogo", "-trait-", "kind=measured"])
        {
            UseShellExecute = false,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            WorkingDirectory = output,
        };
        foreach (var (name, value) in environment)
            start.Environment[name] = value;

        using var bounded = CancellationTokenSource.CreateLinkedTokenSource(ct);
        bounded.CancelAfter(Bound);
        var clock = Stopwatch.StartNew();
        using var process = Process.Start(start)!;
        process.StandardInput.Close();
        await using var stop = bounded.Token.Register(() => process.Kill(entireProcessTree: true));
        var texts = await Task.WhenAll(process.StandardOutput.ReadToEndAsync(ct), process.StandardError.ReadToEndAsync(ct));
        await process.WaitForExitAsync(ct);
        var text = string.Concat(texts);
        await System.IO.File.WriteAllTextAsync(Path.Combine(output, $"{Name}.txt"), text, ct);
        return TestResult.Read(report, process.ExitCode, text, clock.Elapsed);
    }

    [GeneratedRegex("""= "[^"]+", "(?<file>[^"]+\.Tests\.csproj)",""", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex SolutionLine();
}
