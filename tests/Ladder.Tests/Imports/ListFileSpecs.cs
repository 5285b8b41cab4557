using System.Text;
using Cultivation.Ladder.Imports;

namespace Cultivation.Ladder.Tests.Imports;

public sealed class ListFileSpecs
{
    private const string Good = "91310114YYYY00012B,嘉定示例科技有限公司,cn.hnte,GR202331000001,2023-11-15,2023-11-15,2026-11-14,2023-12-12";

    private const string Header = Http.Flow.CsvHeader;

    private static ImportPlan Read(params string[] rows) => Parsed(Encoding.UTF8.GetBytes(string.Join('\n', [Header, .. rows])));

    private static ImportPlan Parsed(byte[] file) => ImportPlan.Read(new RecognitionList(), file, new("2023年第一批", "上海市认定机构"), Given.Today, () => "r1");

    [Fact]
    public void a_row_is_read_with_its_line()
    {
        var plan = Read(Good);
        Assert.Empty(plan.Faults);
        var grant = new GrantRecognition(
            "r1", "cn.hnte", "GR202331000001", Given.Day("2023-11-15"), Given.Day("2023-11-15"), Given.Day("2026-11-14"), Given.Day("2023-12-12"),
            "上海市认定机构", "2023年第一批");
        Assert.Equal(new PlannedRow(2, "91310114YYYY00012B") { LegalName = "嘉定示例科技有限公司", Grant = grant }, Assert.Single(plan.Rows));
    }

    [Fact]
    public void certificate_number_and_last_day_may_be_missing()
    {
        var row = Assert.Single(Read("91310114YYYY00012B,甲,jd.littleGiant.city,,2022-03-10,2021-01-01,,2022-03-10").Rows).Grant!;
        Assert.Null(row.CertificateNo);
        Assert.Null(row.ValidTo);
    }

    [Fact]
    public void quoted_fields_may_hold_commas_quotes_and_line_ends()
    {
        var rows = Read("91310114YYYY00012B,\"甲, \"\"乙\"\"\n丙\",cn.hnte,GR1,2023-11-15,2023-11-15,2026-11-14,2023-12-12", Good).Rows;
        Assert.Equal("甲, \"乙\"\n丙", rows[0].LegalName);
        Assert.Equal([2, 4], rows.Select(r => r.Line));
    }

    [Fact]
    public void a_byte_order_mark_and_windows_line_ends_are_taken()
    {
        var file = "\uFEFF" + Header + "\r\n" + Good + "\r\n\r\n";
        Assert.Single(Parsed(Encoding.UTF8.GetBytes(file)).Rows);
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
        var plan = Read(Good, row, Good);
        Assert.Equal((3, code), (Assert.Single(plan.Faults).Line, plan.Faults[0].Code));
        Assert.Equal(2, plan.Rows.Count);
    }

    [Theory]
    [InlineData("import.header", "code,name\n1,2")]
    [InlineData("import.header", "")]
    [InlineData("import.empty", Header + "\n")]
    public void a_file_that_is_no_such_list_is_refused(string code, string file) =>
        Assert.Equal(code, Assert.Throws<RuleBroken>(() => Parsed(Encoding.UTF8.GetBytes(file))).Code);

    [Fact]
    public void a_row_may_name_the_day_on_which_it_was_known_if_that_is_not_to_come()
    {
        var plan = Parsed(Encoding.UTF8.GetBytes($"{Header},knownSince\n{Good},2023-12-13\n{Good},\n{Good},2026-11-23"));
        Assert.Equal([Given.Day("2023-12-13"), null], plan.Rows.Select(r => r.KnownSince));
        Assert.Equal((4, "known-since.future"), (Assert.Single(plan.Faults).Line, plan.Faults[0].Code));
    }

    [Fact]
    public void a_file_in_another_encoding_is_refused() =>
        Assert.Equal("import.encoding", Assert.Throws<RuleBroken>(() => Parsed([0xBC, 0xCE, 0xB6, 0xA8])).Code);
}
