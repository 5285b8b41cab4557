namespace Cultivation.Console.Shared;

/// <summary>What stands in the fields of forms.</summary>
public static class Fields
{
    /// <summary>The field's text without spaces around it; null for an empty one, and where there is no form.</summary>
    public static string? Text(this IFormCollection? form, string name) => Text(form?[name]);

    /// <summary>The same of a field of the address: one that is left empty is not asked.</summary>
    public static string? Text(string? given) => string.IsNullOrWhiteSpace(given) ? null : given.Trim();
}
