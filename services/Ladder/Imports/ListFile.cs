using System.Text;

namespace Cultivation.Ladder.Imports;

/// <summary>Reads the file of a list: UTF-8, RFC 4180, the header exactly as given; a column <c>knownSince</c> may follow.</summary>
internal static class ListFile
{
    public const string KnownSince = "knownSince";
    public const int MostRows = 50_000;

    /// <summary>The rows with as many fields as the header, and the faults of the others.</summary>
    /// <exception cref="RuleBroken"><c>import.encoding</c>, <c>import.header</c>, <c>import.empty</c>, <c>import.too-long</c>.</exception>
    public static (List<ListedRow> Rows, List<RowFault> Faults) Read(byte[] file, string header)
    {
        using var records = Csv.Read(Decode(file)).GetEnumerator();
        if (!records.MoveNext() || string.Join(',', records.Current.Fields) is var first && first != header && first != $"{header},{KnownSince}")
            throw new RuleBroken("import.header", new { expected = header });
        var columns = records.Current.Fields;
        List<ListedRow> rows = [];
        List<RowFault> faults = [];
        while (records.MoveNext())
        {
            var (line, fields) = records.Current;
            if (fields.Length == columns.Length)
                rows.Add(new(line, columns, fields));
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
