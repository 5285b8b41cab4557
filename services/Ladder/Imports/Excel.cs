using System.Globalization;
using System.IO.Compression;
using System.Text;
using System.Xml;
using ExcelDataReader;
using ExcelDataReader.Exceptions;

namespace Cultivation.Ladder.Imports;

/// <summary>Reads the first sheet of a workbook (.xlsx). Dates become 2026-11-22, numbers 1234.5; of a formula its last value counts.</summary>
internal static class Excel
{
    // The reader asks for a code page that only old binary workbooks need, before it knows which kind it reads.
    static Excel() => Encoding.RegisterProvider(CodePagesEncodingProvider.Instance);

    private const int MostParts = 500;
    private const long MostInflated = 256L * 1024 * 1024;

    /// <summary>The rows with their numbers in the sheet, the first being 1. Empty rows are passed over; texts are trimmed.</summary>
    /// <exception cref="RuleBroken"><c>import.not-excel</c>, <c>import.inflated</c>.</exception>
    public static IEnumerable<(int Line, string[] Fields)> Read(byte[] file)
    {
        Check(file);
        List<(int, string[])> rows = [];
        try
        {
            using var reader = ExcelReaderFactory.CreateOpenXmlReader(new MemoryStream(file));
            var width = 0;
            for (var line = 1; rows.Count <= ListFile.MostRows + 1 && reader.Read(); line++)
            {
                var used = Enumerable.Range(0, reader.FieldCount).LastOrDefault(i => Text(reader, i).Length > 0, -1) + 1;
                if (used == 0)
                    continue;
                width = rows.Count == 0 ? used : width;
                rows.Add((line, [.. Enumerable.Range(0, Math.Max(width, used)).Select(i => i < reader.FieldCount ? Text(reader, i) : "")]));
            }
        }
        catch (Exception broken) when (broken is ExcelReaderException or XmlException or InvalidDataException or FormatException or IndexOutOfRangeException)
        {
            throw new RuleBroken("import.not-excel");
        }
        return rows;
    }

    // What a part says of its size is not believed: each is inflated once, counted and thrown away, before anything reads it.
    private static void Check(byte[] file)
    {
        try
        {
            using var zip = new ZipArchive(new MemoryStream(file), ZipArchiveMode.Read);
            if (zip.Entries.Count > MostParts)
                throw new RuleBroken("import.inflated", new { most = MostInflated / 1024 / 1024 });
            var buffer = new byte[64 * 1024];
            var inflated = 0L;
            foreach (var part in zip.Entries)
            {
                using var content = part.Open();
                for (int read; (read = content.Read(buffer)) > 0;)
                {
                    if ((inflated += read) > MostInflated)
                        throw new RuleBroken("import.inflated", new { most = MostInflated / 1024 / 1024 });
                }
            }
        }
        catch (InvalidDataException)
        {
            throw new RuleBroken("import.not-excel");
        }
    }

    private static string Text(IExcelDataReader reader, int column) => reader.GetValue(column) switch
    {
        null => "",
        string text => text.Trim(),
        DateTime { TimeOfDay.Ticks: 0 } day => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
        double number when Math.Abs(number) < 1e15 => ((decimal)number).ToString(CultureInfo.InvariantCulture),
        bool yes => yes ? "1" : "0",
        var other => Convert.ToString(other, CultureInfo.InvariantCulture)!.Trim(),
    };
}
