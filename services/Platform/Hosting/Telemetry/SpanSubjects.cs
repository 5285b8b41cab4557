using System.Diagnostics;
using System.Text.RegularExpressions;

namespace Cultivation.Hosting.Telemetry;

/// <summary>What a span is about, as streams are named: <c>firm:{id}</c>, <c>case:{number}</c>, <c>bank:{id}</c>. By these an operator finds a trace.</summary>
internal static partial class SpanSubjects
{
    private const int Most = 16;

    /// <returns>Null where it is about nothing in particular.</returns>
    public static string[]? Of(Activity span)
    {
        var found = new HashSet<string>(StringComparer.Ordinal);
        foreach (var (tag, value) in span.EnumerateTagObjects())
            switch (tag, value)
            {
                case ("cultivation.streams.keys", string[] keys): found.UnionWith(keys); break;
                case ("cultivation.subject", string subject): found.Add(subject); break;
                case ("cultivation.firm", string firm): found.Add($"firm:{firm}"); break;
                case ("cultivation.bank", string bank): found.Add($"bank:{bank}"); break;
                case ("url.path", string path):
                    foreach (Match part in Parts().Matches(path)) found.Add($"{part.Groups["kind"].Value}:{Uri.UnescapeDataString(part.Groups["id"].Value)}");
                    break;
            }

        return found.Count == 0 ? null : [.. found.Take(Most).Select(SpanJson.Clean)];
    }

    [GeneratedRegex("/(?<kind>firm|case|bank)s/(?<id>[^/]+)", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 100)]
    private static partial Regex Parts();
}
