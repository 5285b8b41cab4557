using System.Text;
using Cultivation.Ladder.Imports;

namespace Cultivation.Ladder.Tests.Imports;

public sealed class RecognitionCsvSpecs
{
    private const string Good = "91310114YYYY00012B,嘉定示例科技有限公司,cn.hnte,GR202331000001,2023-11-15,2023-11-15,2026-11-14,2023-12-12";

    private static (List<CsvRow> Rows, List<RowFault> Faults) Read(params string[] rows) =>
        RecognitionCsv.Read(Encoding.UTF8.GetBytes(string.Join('\n', [RecognitionCsv.Header, .. rows])));

    [Fact]
    public void a_row_is_read_with_its_line()
    {
        var (rows, faults) = Read(Good);
        Assert.Empty(faults);
        Assert.Equal(
            new CsvRow(
                2, "91310114YYYY00012B", "嘉定示例科技有限公司", "cn.hnte", "GR202331000001", Given.Day("2023-11-15"), Given.Day("2023-11-15"),
                Given.Day("2026-11-14"), Given.Day("2023-12-12")),
            Assert.Single(rows));
    }

    [Fact]
    public void certificate_number_and_last_day_may_be_missing()
    {
        var row = Assert.Single(Read("91310114YYYY00012B,甲,jd.littleGiant.city,,2022-03-10,2021-01-01,,2022-03-10").Rows);
        Assert.Null(row.CertificateNo);
        Assert.Null(row.ValidTo);
    }

    [Fact]
    public void quoted_fields_may_hold_commas_quotes_and_line_ends()
    {
        var (rows, _) = Read("91310114YYYY00012B,\"甲, \"\"乙\"\"\n丙\",cn.hnte,GR1,2023-11-15,2023-11-15,2026-11-14,2023-12-12", Good);
        Assert.Equal("甲, \"乙\"\n丙", rows[0].LegalName);
        Assert.Equal([2, 4], rows.Select(r => r.Line));
    }

    [Fact]
    public void a_byte_order_mark_and_windows_line_ends_are_taken()
    {
        var file = "\uFEFF" + RecognitionCsv.Header + "\r\n" + Good + "\r\n\r\n";
        Assert.Single(RecognitionCsv.Read(Encoding.UTF8.GetBytes(file)).Rows);
    }

    [Theory]
    [InlineData("import.date-malformed", "91310114YYYY00012B,甲,cn.hnte,GR1,2023/11/15,2023-11-15,2026-11-14,2023-12-12")]
    [InlineData("import.date-malformed", "91310114YYYY00012B,甲,cn.hnte,GR1,2023-11-15,2023-02-30,2026-11-14,2023-12-12")]
    [InlineData("import.date-malformed", "91310114YYYY00012B,甲,cn.hnte,GR1,2023-11-15,2023-11-15,2026-11-14,")]
    [InlineData("import.validity-reversed", "91310114YYYY00012B,甲,cn.hnte,GR1,2023-11-15,2023-11-15,2023-11-14,2023-12-12")]
    [InlineData("import.code-malformed", "91310114YYYY0001,甲,cn.hnte,GR1,2023-11-15,2023-11-15,2026-11-14,2023-12-12")]
    [InlineData("import.columns", "91310114YYYY00012B,甲,cn.hnte")]
    public void a_faulty_row_is_named_by_its_line_and_the_others_are_read(string code, string row)
    {
        var (rows, faults) = Read(Good, row, Good);
        Assert.Equal((3, code), (Assert.Single(faults).Line, faults[0].Code));
        Assert.Equal(2, rows.Count);
    }

    [Theory]
    [InlineData("import.header", "code,name\n1,2")]
    [InlineData("import.header", "")]
    [InlineData("import.empty", RecognitionCsv.Header + "\n")]
    public void a_file_that_is_no_such_list_is_refused(string code, string file) =>
        Assert.Equal(code, Assert.Throws<RuleBroken>(() => RecognitionCsv.Read(Encoding.UTF8.GetBytes(file))).Code);

    [Fact]
    public void a_file_in_another_encoding_is_refused() =>
        Assert.Equal("import.encoding", Assert.Throws<RuleBroken>(() => RecognitionCsv.Read([0xBC, 0xCE, 0xB6, 0xA8])).Code);
}
