using System.IO.Compression;
using System.Text;
using Cultivation.Ladder.Imports;

namespace Cultivation.Ladder.Tests.Imports;

public sealed class ExcelSpecs
{
    private const string Header = "creditCode,fiscalYear,metric,definitionId,value,unit,sourceKind,scope,documentHash";

    public static async Task<byte[]> Workbook(string header, params string?[][] rows)
    {
        using var file = new MemoryStream();
        await ListWriter.Excel(file, "list", header, rows.ToAsyncEnumerable());
        return file.ToArray();
    }

    private static (List<ListedRow> Rows, List<RowFault> Faults) Read(byte[] file) => ListFile.Read(file, Header, ListFile.ExcelType);

    private static string Code(Action act) => Assert.Throws<RuleBroken>(act).Code;

    [Fact]
    public async Task a_workbook_is_read_as_the_same_rows_with_their_lines()
    {
        var (rows, faults) = Read(await Workbook(Header, ["91310114YYYY00012B", "2023", "sales", "d", "47000000.50", "CNY", "audited", "legalPerson", null]));
        Assert.Empty(faults);
        Assert.Equal((2, 47_000_000.50m, (string?)null), (rows[0].Line, rows[0].Number("value"), rows[0].TextOrNull("documentHash")));
    }

    /// <summary>As people type it: dates and numbers are cells of their own kinds, an empty row lies between, a note stands far right.</summary>
    [Fact]
    public void dates_and_numbers_of_a_sheet_are_read_as_texts()
    {
        var file = Sheet("""
            <row r="1"><c r="A1" t="inlineStr"><is><t>creditCode</t></is></c><c r="B1" t="inlineStr"><is><t>day</t></is></c><c r="C1" t="inlineStr"><is><t>value</t></is></c></row>
            <row r="3"><c r="A3" t="inlineStr"><is><t> 91310114YYYY00012B </t></is></c><c r="B3" s="1"><v>45245</v></c><c r="C3"><v>1234.5</v></c></row>
            <row r="4"><c r="A4" t="inlineStr"><is><t>x</t></is></c><c r="E4" t="inlineStr"><is><t>note</t></is></c></row>
            """);
        var (rows, faults) = ListFile.Read(file, "creditCode,day,value", ListFile.ExcelType);
        Assert.Equal((3, "91310114YYYY00012B", Given.Day("2023-11-15"), 1234.5m), (rows[0].Line, rows[0].Text("creditCode"), rows[0].Day("day"), rows[0].Number("value")));
        Assert.Equal((4, "import.columns"), (Assert.Single(faults).Line, faults[0].Code));
    }

    [Fact]
    public async Task a_workbook_with_another_header_is_refused()
    {
        var file = await Workbook("a,b", ["1", "2"]);
        Assert.Equal("import.header", Code(() => Read(file)));
    }

    [Fact]
    public void what_is_no_workbook_is_refused()
    {
        Assert.Equal("import.not-excel", Code(() => Read(Encoding.UTF8.GetBytes("creditCode,value\n1,2"))));
        Assert.Equal("import.not-excel", Code(() => Read(Zip(("hello.txt", "hello")))));
        Assert.Equal("import.not-excel", Code(() => Read(Sheet("<row r=\"1\"><c r=\"A1\""))));
    }

    /// <summary>A small file that unpacks to hundreds of megabytes is counted while it unpacks, not by what it says of itself.</summary>
    [Fact]
    public void a_file_that_inflates_is_refused()
    {
        using var file = new MemoryStream();
        using (var zip = new ZipArchive(file, ZipArchiveMode.Create, leaveOpen: true))
        {
            using var part = zip.CreateEntry("xl/worksheets/sheet1.xml", CompressionLevel.Fastest).Open();
            var zeros = new byte[1024 * 1024];
            for (var i = 0; i < 257; i++)
                part.Write(zeros);
        }
        Assert.True(file.Length < 5_000_000);
        Assert.Equal("import.inflated", Code(() => Read(file.ToArray())));
    }

    [Fact]
    public void a_file_of_thousands_of_parts_is_refused() =>
        Assert.Equal("import.inflated", Code(() => Read(Zip([.. Enumerable.Range(0, 501).Select(i => ($"{i}", ""))]))));

    private static byte[] Sheet(string rows) => Zip(
        ("[Content_Types].xml", """<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Override PartName="/xl/workbook.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/><Override PartName="/xl/worksheets/sheet1.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml"/><Override PartName="/xl/styles.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.styles+xml"/></Types>"""),
        ("_rels/.rels", """<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="xl/workbook.xml"/></Relationships>"""),
        ("xl/workbook.xml", """<workbook xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"><sheets><sheet name="s" sheetId="1" r:id="rId1"/></sheets></workbook>"""),
        ("xl/_rels/workbook.xml.rels", """<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet" Target="worksheets/sheet1.xml"/><Relationship Id="rId2" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/styles" Target="styles.xml"/></Relationships>"""),
        ("xl/styles.xml", """<styleSheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><cellXfs count="2"><xf numFmtId="0"/><xf numFmtId="14" applyNumberFormat="1"/></cellXfs></styleSheet>"""),
        ("xl/worksheets/sheet1.xml", $"""<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>{rows}</sheetData></worksheet>"""));

    private static byte[] Zip(params (string Name, string Text)[] parts)
    {
        using var file = new MemoryStream();
        using (var zip = new ZipArchive(file, ZipArchiveMode.Create, leaveOpen: true))
        {
            foreach (var (name, text) in parts)
            {
                using var part = zip.CreateEntry(name).Open();
                part.Write(Encoding.UTF8.GetBytes(text));
            }
        }
        return file.ToArray();
    }
}
