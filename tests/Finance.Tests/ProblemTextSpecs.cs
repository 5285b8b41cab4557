using System.Text.RegularExpressions;

namespace Cultivation.Finance.Tests;

public sealed partial class ProblemTextSpecs
{
    private static readonly Hosting.ProblemTexts Texts = new(typeof(FinanceModule).Assembly);

    [Fact]
    public void every_code_that_the_service_uses_has_a_text()
    {
        var used = Directory.EnumerateFiles(Sources(), "*.cs", SearchOption.AllDirectories)
            .Where(f => !f.Contains("/obj/", StringComparison.Ordinal))
            .SelectMany(f => Codes().Matches(File.ReadAllText(f)).Select(m => m.Groups["code"].Value)).ToHashSet();
        Assert.True(used.Count > 25, "the codes were not found");
        Assert.Empty(used.Except(Texts.Codes));
    }

    [Fact]
    public void a_text_is_in_both_languages() => Assert.All(Texts.Codes.Select(Texts.Of), text =>
    {
        Assert.Matches(@"\p{IsCJKUnifiedIdeographs}", text.Zh);
        Assert.DoesNotMatch(@"\p{IsCJKUnifiedIdeographs}", text.En);
        Assert.InRange(text.Status, 400, 503);
    });

    private static string Sources([System.Runtime.CompilerServices.CallerFilePath] string here = "") =>
        Path.Combine(Path.GetDirectoryName(here)!, "../../services/Finance");

    [GeneratedRegex("(RuleBroken|Check)\\([^\"\\n]*\"(?<code>[a-z]+\\.[a-z-]+)\"", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Codes();
}
