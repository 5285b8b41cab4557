using System.Text.RegularExpressions;
using Cultivation.Servers;

namespace Cultivation.Launcher.Tests;

/// <summary>The 25 subtleties of the domain are acceptance cases: the tests that show one carry its number, and none is without a test.</summary>
public sealed partial class AcceptanceSpecs
{
    [Fact]
    public void each_of_the_25_subtleties_has_its_test()
    {
        var shown = Directory.EnumerateFiles(Path.Combine(Checkout.Root, "tests"), "*.cs", SearchOption.AllDirectories)
            .SelectMany(file => Mark().Matches(File.ReadAllText(file)))
            .Select(match => int.Parse(match.Groups["number"].Value, null))
            .Distinct().Order();
        Assert.Equal(Enumerable.Range(1, 25), shown);
    }

    [GeneratedRegex("""\[Trait\("subtlety", "(?<number>\d+)"\)\]""", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Mark();
}
