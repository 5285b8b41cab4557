using System.Globalization;
using System.Xml;
using System.Xml.Linq;

namespace Cultivation.Launcher;

/// <summary>What a test program reported. One that ended without a report, or with a bad code though nothing failed, counts as one failure.</summary>
internal sealed record TestResult(int Passed, int Failed, int Skipped, string Output, TimeSpan Took, bool Crashed)
{
    public bool IsGood => Failed == 0 && Passed > 0;

    public string Summary =>
        $"{Passed} passed, {Failed} failed{(Skipped > 0 ? $", {Skipped} skipped" : "")}{(Crashed ? ", CRASHED" : "")} in {Took.TotalSeconds:0.0} s";

    /// <param name="report">xunit's XML.</param>
    public static TestResult Read(string report, int exitCode, string output, TimeSpan took)
    {
        if (Assemblies(report) is not { } assemblies)
            return new(0, 1, 0, output, took, Crashed: true);
        var (passed, failed, skipped) = (Sum("passed"), Sum("failed") + Sum("errors"), Sum("skipped") + Sum("not-run"));
        var crashed = exitCode != 0 && failed == 0;
        return new(passed, crashed ? 1 : failed, skipped, output, took, crashed);

        int Sum(string attribute) =>
            assemblies.Sum(assembly => int.Parse(assembly.Attribute(attribute)?.Value ?? "0", CultureInfo.InvariantCulture));
    }

    private static XElement[]? Assemblies(string report)
    {
        try
        {
            return File.Exists(report) ? [.. XDocument.Load(report).Descendants("assembly")] : null;
        }
        catch (XmlException)
        {
            return null;
        }
    }
}
