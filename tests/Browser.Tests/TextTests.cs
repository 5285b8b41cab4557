using System.Text.Json;
using System.Text.RegularExpressions;
using Cultivation.Servers;

namespace Cultivation.Browser.Tests;

/// <summary>The texts of the console, as they stand in its sources.</summary>
public sealed partial class TextTests
{
    private static readonly string Console = Path.Combine(Checkout.Root, "services", "Console");

    private static readonly Dictionary<string, Dictionary<string, string>> Texts = Sources("texts.json")
        .SelectMany(file => JsonSerializer.Deserialize<Dictionary<string, Dictionary<string, string>>>(File.ReadAllText(file))!).ToDictionary();

    private static readonly string Code = string.Join('\n', Sources("*.razor").Concat(Sources("*.cs")).Select(File.ReadAllText));

    [Fact]
    public void every_text_has_both_languages() =>
        Assert.Empty(Texts.Where(text => !text.Value.Keys.Order().SequenceEqual(["en", "zh"]) || text.Value.Values.Any(string.IsNullOrWhiteSpace)).Select(text => text.Key));

    [Fact]
    public void both_languages_name_the_same_values() => Assert.Empty(Texts
        .Where(text => !Values().Matches(text.Value["zh"]).Select(m => m.Value).Order().SequenceEqual(Values().Matches(text.Value["en"]).Select(m => m.Value).Order()))
        .Select(text => text.Key));

    [Fact]
    public void no_text_is_unused() => Assert.DoesNotContain(Texts.Keys, key => !Used(key));

    [Fact]
    public void every_text_that_is_named_exists() =>
        Assert.Empty(Named().Matches(Code).Select(m => m.Groups["key"].Value).Where(key => !key.Contains('{') && !Texts.ContainsKey(key)).Distinct());

    [Fact]
    public void one_thing_has_one_word_on_every_page_and_in_every_refusal()
    {
        var terms = JsonSerializer.Deserialize<Term[]>(File.ReadAllText(Path.Combine(Console, "glossary.json")), JsonSerializerOptions.Web)!;
        var refusals = Directory.EnumerateFiles(Path.Combine(Checkout.Root, "services"), "problems.json", SearchOption.AllDirectories).Where(IsSource).Select(File.ReadAllText);
        string[] spoken = [.. Texts.Values.Select(text => text["zh"]), .. refusals];
        Assert.Empty(terms.SelectMany(term => term.Not.Where(other => spoken.Any(text => text.Contains(other))).Select(other => $"{other}: {term.En} is {term.Zh}")));
        Assert.Empty(terms.Where(term => !spoken.Any(text => text.Contains(term.Zh))).Select(term => term.Zh));
    }

    // By its whole key, or as one of a group: R[$"inbox.scope.{scope}"], R.Word("case.state", state), said=assigned.
    private static bool Used(string key)
    {
        var dot = key.LastIndexOf('.');
        return Code.Contains($"\"{key}\"") || dot > 0 && (Code.Contains($"\"{key[..(dot + 1)]}{{") || Code.Contains($"Word(\"{key[..dot]}\""));
    }

    private static IEnumerable<string> Sources(string pattern) => Directory.EnumerateFiles(Console, pattern, SearchOption.AllDirectories)
        .Where(IsSource);

    private static bool IsSource(string file) => !file.Contains("/bin/") && !file.Contains("/obj/");

    private sealed record Term(string En, string Zh, string[] Not);

    [GeneratedRegex(@"\{\w+\}", RegexOptions.None, 1000)]
    private static partial Regex Values();

    [GeneratedRegex("""(?:R|reader)\[\$?"(?<key>[^"]+)"\]?""", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Named();
}
