using System.Globalization;
using Cultivation.Hosting;

namespace Cultivation.Console.Shared;

/// <summary>What stands in the fields of forms.</summary>
public static class Fields
{
    private static readonly char[] Separators = [',', ',', '、', ';', ';', ' ', '\n', '\r', '\t'];

    /// <summary>The field's text without spaces around it; null for an empty one, and where there is no form.</summary>
    public static string? Text(this IFormCollection? form, string name) => Text(form?[name]);

    /// <summary>The same of a field of the address: one that is left empty is not asked.</summary>
    public static string? Text(string? given) => string.IsNullOrWhiteSpace(given) ? null : given.Trim();

    /// <summary>All values of a field that are not empty; none where there is no form.</summary>
    public static string[] All(this IFormCollection? form, string name) => form is null ? [] : [.. form[name].OfType<string>().Where(text => text.Length > 0)];

    /// <summary>A number; null for an empty field and for what is none.</summary>
    public static decimal? Number(this IFormCollection form, string name) => Number(form[name]);

    /// <summary>The same of a field's text.</summary>
    public static decimal? Number(string? given) => decimal.TryParse(given, NumberStyles.Number, CultureInfo.InvariantCulture, out var number) ? number : null;

    /// <summary>A whole number; null for an empty field and for what is none.</summary>
    public static int? Whole(string? given) => int.TryParse(given, CultureInfo.InvariantCulture, out var number) ? number : null;

    /// <summary>A day, written as <c>2026-11-29</c>; null for an empty field and for what is none.</summary>
    public static DateOnly? Day(string? given) => given is null ? null : Paging.Day(given);

    /// <summary>Words with spaces, commas or line breaks between them: references of persons, numbers of cases.</summary>
    public static string[] Several(this IFormCollection form, string name) => Several(form[name]);

    /// <summary>The same of a field's text; none for null.</summary>
    public static string[] Several(string? given) =>
        (given ?? "").Split(Separators, StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);

    /// <summary>Lines that are not empty.</summary>
    public static string[] Lines(this IFormCollection form, string name) =>
        $"{form[name]}".Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
}
