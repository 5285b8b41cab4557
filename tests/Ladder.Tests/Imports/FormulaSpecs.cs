using System.Text;
using Cultivation.Ladder.Imports;

namespace Cultivation.Ladder.Tests.Imports;

/// <summary>A name that a firm chose must not run in the spreadsheet of whoever opens the list.</summary>
public sealed class FormulaSpecs
{
    [Theory]
    [InlineData("=HYPERLINK(\"http://x\")", "'=HYPERLINK(\"http://x\")")]
    [InlineData("+1+cmd|' /C calc'!A0", "'+1+cmd|' /C calc'!A0")]
    [InlineData("@SUM(A1)", "'@SUM(A1)")]
    [InlineData("-甲", "'-甲")]
    [InlineData("\t=1", "'\t=1")]
    [InlineData("＝1+1", "'＝1+1")]
    [InlineData("-12.5", "-12.5")]
    [InlineData("'quoted", "'quoted")]
    [InlineData("嘉定甲科技有限公司", "嘉定甲科技有限公司")]
    [InlineData("", "")]
    public void what_would_run_is_given_out_as_text_and_taken_in_as_it_was(string text, string given)
    {
        Assert.Equal(given, Formula.Given(text));
        Assert.Equal(text, Formula.Taken(given));
    }

    [Fact]
    public async Task an_exported_file_is_read_as_what_was_exported()
    {
        string[] fields = ["=1+1", "甲, \"乙\"\n丙", " 前后 ", "-5", "'"];
        using var file = new MemoryStream();
        await ListWriter.Csv(file, "a,b,c,d,e", new[] { fields }.ToAsyncEnumerable());
        Assert.StartsWith("a,b,c,d,e\r\n'=1+1,", Encoding.UTF8.GetString(file.ToArray()).TrimStart('\uFEFF'), StringComparison.Ordinal);
        var row = Assert.Single(ListFile.Read(file.ToArray(), "a,b,c,d,e").Rows);
        Assert.Equal(fields.Select(f => f.Trim()), row.Fields);
    }
}
