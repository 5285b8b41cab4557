namespace Cultivation.Ladder;

/// <summary>Checks that JSON types alone do not make.</summary>
internal static class Require
{
    /// <summary>A text that says something and is no longer than a title.</summary>
    public static void Text(string value, string field, int most = 200)
    {
        if (string.IsNullOrWhiteSpace(value) || value.Length > most)
            throw new RuleBroken("field.text", new { field = char.ToLowerInvariant(field[0]) + field[1..], most });
    }
}
