using System.Globalization;
using System.Text;

namespace Cultivation.Ladder.Imports;

/// <summary>A row as it stands in the file.</summary>
internal sealed record CsvRow(
    int Line, string CreditCode, string LegalName, string CredentialType, string? CertificateNo, DateOnly IssuedOn, DateOnly ValidFrom, DateOnly? ValidTo,
    DateOnly AnnouncedOn);

/// <summary>Reads a recognition list: UTF-8, RFC 4180, the header exactly as given.</summary>
internal static class RecognitionCsv
{
    public const string Header = "creditCode,legalName,credentialType,certificateNo,issuedOn,validFrom,validTo,announcedOn";
    public const int MostRows = 50_000;

    /// <summary>The rows that can be read, and the faults of the others.</summary>
    /// <exception cref="RuleBroken"><c>import.encoding</c>, <c>import.header</c>, <c>import.empty</c>, <c>import.too-long</c>.</exception>
    public static (List<CsvRow> Rows, List<RowFault> Faults) Read(byte[] file)
    {
        using var records = Csv.Read(Decode(file)).GetEnumerator();
        if (!records.MoveNext() || string.Join(',', records.Current.Fields) != Header)
            throw new RuleBroken("import.header", new { expected = Header });
        List<CsvRow> rows = [];
        List<RowFault> faults = [];
        while (records.MoveNext())
        {
            var (line, fields) = records.Current;
            try
            {
                rows.Add(Row(line, fields));
            }
            catch (RowBroken broken)
            {
                faults.Add(new RowFault(line, broken.Code, broken.Message));
            }
            if (rows.Count + faults.Count > MostRows)
                throw new RuleBroken("import.too-long", new { most = MostRows });
        }
        return rows.Count + faults.Count == 0 ? throw new RuleBroken("import.empty") : (rows, faults);
    }

    private static CsvRow Row(int line, string[] fields)
    {
        if (fields.Length != 8)
            throw new RowBroken("import.columns", fields.Length.ToString(CultureInfo.InvariantCulture));
        if (Firms.Gb32100.Check(fields[0]) is null)
            throw new RowBroken("import.code-malformed", fields[0]);
        var validTo = fields[6].Length == 0 ? (DateOnly?)null : Day(fields[6]);
        var row = new CsvRow(
            line, fields[0], fields[1], fields[2], fields[3].Length == 0 ? null : fields[3], Day(fields[4]), Day(fields[5]), validTo, Day(fields[7]));
        return validTo < row.ValidFrom ? throw new RowBroken("import.validity-reversed", $"{fields[5]} > {fields[6]}") : row;
    }

    private static DateOnly Day(string text) =>
        DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day)
            ? day
            : throw new RowBroken("import.date-malformed", text);

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

    private sealed class RowBroken(string code, string detail) : Exception(detail)
    {
        public string Code { get; } = code;
    }
}
