using System.Globalization;

namespace Cultivation.Ladder.Imports;

/// <summary>A row as it stands in the file, read by column.</summary>
internal sealed record ListedRow(int Line, string[] Columns, string[] Fields)
{
    public bool Has(string column) => Columns.Contains(column);

    public string Text(string column) => Fields[Array.IndexOf(Columns, column)];

    public string? TextOrNull(string column) => Text(column) is { Length: > 0 } text ? text : null;

    public DateOnly Day(string column) =>
        DateOnly.TryParseExact(Text(column), "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day)
            ? day
            : throw new RowBroken("import.date-malformed", Text(column));

    public DateOnly? DayOrNull(string column) => TextOrNull(column) is null ? null : Day(column);

    public string CreditCode() => Firms.Gb32100.Check(Text("creditCode")) is not null
        ? Text("creditCode")
        : throw new RowBroken("import.code-malformed", Text("creditCode"));

    /// <summary>The code, or nothing where the list names the firm by its name alone: it is looked for among all names, past and present.</summary>
    public string CreditCodeOrNone() => TextOrNull("creditCode") is null && TextOrNull("legalName") is not null ? "" : CreditCode();

    public int Whole(string column) =>
        int.TryParse(Text(column), NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            ? number
            : throw new RowBroken("import.number-malformed", Text(column));

    public decimal Number(string column) =>
        decimal.TryParse(Text(column), NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var number)
            ? number
            : throw new RowBroken("import.number-malformed", Text(column));

    /// <summary>One of an enumeration's words, as JSON writes them.</summary>
    public T Word<T>(string column) where T : struct, Enum
    {
        foreach (var value in Enum.GetValues<T>())
        {
            if (value.Word() == Text(column))
                return value;
        }
        throw new RowBroken("import.word-unknown", Text(column));
    }
}

/// <summary>A row that cannot be used.</summary>
/// <param name="code">One of the codes of problems.json.</param>
/// <param name="detail">What stands there.</param>
internal sealed class RowBroken(string code, string detail) : Exception(detail)
{
    public string Code { get; } = code;
}
