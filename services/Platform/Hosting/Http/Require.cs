using System.Text.Json;
using System.Text.RegularExpressions;

namespace Cultivation.Hosting;

/// <summary>Checks that JSON types alone do not make.</summary>
public static partial class Require
{
    /// <summary>A text that says something and is no longer than a title.</summary>
    /// <exception cref="RuleBroken"><c>field.text</c>.</exception>
    public static void Text(string value, string field, int most = 200)
    {
        if (string.IsNullOrWhiteSpace(value) || value.Length > most)
            throw new RuleBroken("field.text", new { field = char.ToLowerInvariant(field[0]) + field[1..], most });
    }

    /// <summary>As <see cref="Text(string, string, int)"/>, of words in a person's own.</summary>
    /// <exception cref="RuleBroken"><c>field.text</c>.</exception>
    public static void Text(FreeText value, string field, int most = 200) => Text(value.Text!, field, most);

    /// <summary>The SHA-256 of a document: 64 hexadecimal digits, <c>sha256:</c> before them allowed.</summary>
    /// <exception cref="RuleBroken"><c>field.document-hash</c>.</exception>
    public static void Hash(string? value, string field)
    {
        if (value is null || !IsHash(value))
            throw new RuleBroken("field.document-hash", new { field = char.ToLowerInvariant(field[0]) + field[1..] });
    }

    /// <summary>Whether a text has the form of a document's SHA-256.</summary>
    public static bool IsHash(string value) => Sha256().IsMatch(value);

    /// <summary>An id that stands in addresses and stream keys: 2 to 40 lower-case letters, digits and hyphens, not a hyphen first.</summary>
    /// <exception cref="RuleBroken"><c>field.id</c>.</exception>
    public static void Id(string value, string field)
    {
        if (!Ids().IsMatch(value))
            throw new RuleBroken("field.id", new { field = char.ToLowerInvariant(field[0]) + field[1..] });
    }

    /// <summary>A word of a list, as JSON writes it; null where none is given.</summary>
    /// <exception cref="RuleBroken"><c>query.word</c>.</exception>
    public static string? Word<T>(string? value, string field) where T : struct, Enum =>
        value is null || Words<T>().Contains(value) ? value : throw new RuleBroken("query.word", new { field, known = Words<T>() });

    /// <summary>What a word of a list, as JSON writes it, stands for; null where none is given.</summary>
    /// <exception cref="RuleBroken"><paramref name="code"/>, with the words that are <c>known</c>.</exception>
    public static T? OneOf<T>(string? value, string code) where T : struct, Enum =>
        value is null ? null
        : Array.IndexOf(Words<T>(), value) is >= 0 and var at ? Enum.GetValues<T>()[at]
        : throw new RuleBroken(code, new { known = Words<T>() });

    private static string[] Words<T>() where T : struct, Enum => [.. Enum.GetNames<T>().Select(JsonNamingPolicy.CamelCase.ConvertName)];

    [GeneratedRegex("^(sha256:)?[0-9a-fA-F]{64}$", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 100)]
    private static partial Regex Sha256();

    [GeneratedRegex("^[a-z0-9][a-z0-9-]{1,39}$", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 100)]
    private static partial Regex Ids();
}
