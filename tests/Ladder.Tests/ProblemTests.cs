using System.Reflection.Metadata;
using System.Reflection.Metadata.Ecma335;
using System.Reflection.PortableExecutable;
using System.Text.RegularExpressions;

namespace Cultivation.Ladder.Tests;

public sealed partial class ProblemTests
{
    private static readonly ProblemTexts Texts = new(typeof(LadderModule).Assembly);

    [Fact]
    public void every_code_in_the_assembly_has_a_text_in_both_languages()
    {
        var codes = Codes().ToList();
        Assert.Contains("firm.code-taken", codes);
        Assert.Empty(codes.Except(Texts.Codes));
        Assert.All(codes, code => Assert.True(Texts.Of(code) is { Zh.Length: > 3, En.Length: > 3, Status: >= 400 and < 500 }, code));
    }

    [Fact]
    public void every_text_has_a_code_that_is_used()
    {
        using var stream = typeof(LadderModule).Assembly.GetManifestResourceStream("Cultivation.Ladder.problems.json")!;
        using var own = System.Text.Json.JsonDocument.Parse(stream);
        Assert.Empty(own.RootElement.EnumerateObject().Select(p => p.Name).Except(Codes()));
    }

    // The literals of the assembly that have the form of a code and begin with the subject of one.
    private static IEnumerable<string> Codes()
    {
        using var file = new PEReader(File.OpenRead(typeof(LadderModule).Assembly.Location));
        var metadata = file.GetMetadataReader();
        var subjects = Texts.Codes.Select(c => c.Split('.')[0]).ToHashSet(StringComparer.Ordinal);
        for (var handle = metadata.GetNextHandle(MetadataTokens.UserStringHandle(0)); !handle.IsNil; handle = metadata.GetNextHandle(handle))
        {
            var text = metadata.GetUserString(handle);
            if (Code().IsMatch(text) && subjects.Contains(text.Split('.')[0]))
                yield return text;
        }
    }

    [GeneratedRegex("^[a-z]+(-[a-z]+)*\\.[a-z]+(-[a-z]+)*$", RegexOptions.ExplicitCapture, 100)]
    private static partial Regex Code();
}
