using System.Text;

namespace Cultivation.Ladder.Imports;

/// <summary>Reads the file of a list, CSV (UTF-8, RFC 4180) or Excel (.xlsx, first sheet): the header exactly as given; a column <c>knownSince</c> may follow.</summary>
internal static class ListFile
{
    public const string KnownSince = "knownSince";
    public const string CsvType = "text/csv";
    public const string ExcelType = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";
    public const int MostRows = 50_000;

    /// <summary>Bytes of a file: 16 MiB hold fifty thousand rows several times.</summary>
    public const int MostBytes = 16 * 1024 * 1024;

    /// <summary>The rows with as many fields as the header, and the faults of the others.</summary>
    /// <param name="mediaType">What the file is.</param>
    /// <exception cref="RuleBroken">
    /// <c>import.encoding</c>, <c>import.not-excel</c>, <c>import.inflated</c>, <c>import.header</c>, <c>import.empty</c>, <c>import.too-long</c>.
    /// </exception>
    public static (List<ListedRow> Rows, List<RowFault> Faults) Read(byte[] file, string header, string mediaType = CsvType)
    {
        using var records = (mediaType == ExcelType ? Excel.Read(file) : Csv.Read(Decode(file))).GetEnumerator();
        if (!records.MoveNext() || string.Join(',', records.Current.Fields) is var first && first != header && first != $"{header},{KnownSince}")
            throw new RuleBroken("import.header", new { expected = header });
        var columns = records.Current.Fields;
        List<ListedRow> rows = [];
        List<RowFault> faults = [];
        while (records.MoveNext())
        {
            var (line, fields) = records.Current;
            if (fields.Length == columns.Length)
                rows.Add(new(line, columns, [.. fields.Select(Formula.Taken)]));
            else
                faults.Add(new(line, "import.columns", $"{fields.Length} ≠ {columns.Length}"));
            if (rows.Count + faults.Count > MostRows)
                throw new RuleBroken("import.too-long", new { most = MostRows });
        }
        return rows.Count + faults.Count == 0 ? throw new RuleBroken("import.empty") : (rows, faults);
    }

    private static string Decode(byte[] file)
    {
        try
        {
            var text = new UTF8Encoding(false, throwOnInvalidBytes: true).GetString(file);
            return text is ['\uFEFF', ..] ? text[1..] : text;
        }
        catch (DecoderFallbackException)
        {
            throw new RuleBroken("import.encoding");
        }
    }
}
