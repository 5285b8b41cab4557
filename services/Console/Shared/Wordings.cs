namespace Cultivation.Console.Shared;

/// <summary>Texts that several pages share.</summary>
internal static class Wordings
{
    /// <summary>The commission of the reader's district.</summary>
    public static string Commission(this Reader reader) => reader.District is { } code ? reader.Word("commission", code) : reader["product"];

    public static string DistrictName(this Reader reader, string code) => reader.Word("district", code);

    /// <summary>What the last form did, by the word in the address; null for a word that nobody says.</summary>
    public static string? Said(this Reader reader, string word) => reader.Word("said", word) is var text && text != word ? text : null;
}
