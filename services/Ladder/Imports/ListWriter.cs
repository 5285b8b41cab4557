using System.Text;
using DocumentFormat.OpenXml;
using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Spreadsheet;

namespace Cultivation.Ladder.Imports;

/// <summary>Writes a list to a file, CSV or Excel. No field can act as a formula.</summary>
internal static class ListWriter
{
    /// <summary>Rows of a sheet, the header among them.</summary>
    public const int MostExcelRows = 1_048_576;

    /// <summary>UTF-8 with a byte-order mark, by which spreadsheets know it.</summary>
    public static async Task Csv(Stream to, string header, IAsyncEnumerable<string?[]> rows)
    {
        await using var writer = new StreamWriter(to, new UTF8Encoding(true), leaveOpen: true) { NewLine = "\r\n" };
        await writer.WriteLineAsync(header);
        await foreach (var row in rows)
            await writer.WriteLineAsync(Imports.Csv.Line(row.Select(field => Formula.Given(field ?? ""))));
    }

    /// <summary>A workbook of one sheet, all cells of it texts, so that codes and long numbers keep their digits.</summary>
    /// <exception cref="RuleBroken"><c>export.too-long</c>.</exception>
    public static async Task Excel(Stream to, string name, string header, IAsyncEnumerable<string?[]> rows)
    {
        using var document = SpreadsheetDocument.Create(to, SpreadsheetDocumentType.Workbook);
        var workbook = document.AddWorkbookPart();
        var sheet = workbook.AddNewPart<WorksheetPart>();
        workbook.Workbook = new Workbook(new Sheets(new Sheet { Id = workbook.GetIdOfPart(sheet), SheetId = 1, Name = name }));
        using var writer = OpenXmlWriter.Create(sheet);
        writer.WriteStartElement(new Worksheet());
        writer.WriteStartElement(new SheetData());
        Row(writer, header.Split(','));
        var written = 1;
        await foreach (var row in rows)
        {
            if (++written > MostExcelRows)
                throw new RuleBroken("export.too-long", new { most = MostExcelRows });
            Row(writer, row);
        }
        writer.WriteEndElement();
        writer.WriteEndElement();
    }

    private static void Row(OpenXmlWriter writer, IEnumerable<string?> fields)
    {
        writer.WriteStartElement(new Row());
        foreach (var field in fields)
        {
            writer.WriteElement(new Cell
            {
                DataType = CellValues.InlineString,
                InlineString = new InlineString(new Text(Formula.Given(field ?? "")) { Space = SpaceProcessingModeValues.Preserve }),
            });
        }
        writer.WriteEndElement();
    }
}
