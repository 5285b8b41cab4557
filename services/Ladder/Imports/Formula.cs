using System.Globalization;

namespace Cultivation.Ladder.Imports;

/// <summary>
/// A text that a spreadsheet would run as a formula is given out behind an apostrophe, which spreadsheets do not show, and taken in without it:
/// what is exported can be imported again. Numbers stay as they are.
/// </summary>
internal static class Formula
{
    public static string Given(string text) => Runs(text) && !decimal.TryParse(text, NumberStyles.Number, CultureInfo.InvariantCulture, out _) ? $"'{text}" : text;

    public static string Taken(string text) => text is ['\'', .. var rest] && Runs(rest) ? rest : text;

    private static bool Runs(string text) => text is ['=' or '+' or '-' or '@' or '\t' or '\r' or '＝' or '＋' or '－' or '＠', ..];
}
