using System.Globalization;
using System.Text;
using System.Text.Json;

namespace Cultivation.Merkle.Tests;

/// <summary>The vectors of RFC 8785, and what the ledger does with numbers that no double carries.</summary>
public sealed class CanonicalJsonSpecs
{
    /// <summary>RFC 8785, section 3.2.2 to 3.2.4.</summary>
    [Fact]
    public void the_example_of_the_rfc_has_the_bytes_of_the_rfc()
    {
        const string Given = """
            {
              "numbers": [333333333.33333329, 1E30, 4.50, 2e-3, 0.000000000000000000000000001],
              "string": "\u20ac$\u000F\u000aA'\u0042\u0022\u005c\\\"\/",
              "literals": [null, true, false]
            }
            """;
        const string Expected = """{"literals":[null,true,false],"numbers":[333333333.3333333,1e+30,4.5,0.002,1e-27],"string":"€$\u000f\nA'B\"\\\\\"/"}""";
        Assert.Equal(Expected, CanonicalJson.Text(Given, Numbers.Double));
        const string Hex =
            "7b226c69746572616c73223a5b6e756c6c2c747275652c66616c73655d2c226e756d62657273223a5b3333333333333333332e333333333333332c31652b33302c342e352c302e3030"
            + "322c31652d32375d2c22737472696e67223a22e282ac245c75303030665c6e4127425c225c5c5c5c5c222f227d";
        Assert.Equal(Hex, Convert.ToHexStringLower(Encoding.UTF8.GetBytes(CanonicalJson.Text(Given, Numbers.Double))));
    }

    /// <summary>RFC 8785, section 3.2.3: by UTF-16 units, so a surrogate pair stands before U+FB33.</summary>
    [Fact]
    public void members_are_sorted_by_the_units_of_their_names()
    {
        const string Given = """
            {"\u20ac": "Euro Sign", "\r": "Carriage Return", "\ufb33": "Hebrew Letter Dalet With Dagesh", "1": "One", "\ud83d\ude00": "Emoji: Grinning Face",
             "\u0080": "Control", "\u00f6": "Latin Small Letter O With Diaeresis"}
            """;
        using var sorted = JsonDocument.Parse(CanonicalJson.Text(Given));
        Assert.Equal(
            ["Carriage Return", "One", "Control", "Latin Small Letter O With Diaeresis", "Euro Sign", "Emoji: Grinning Face", "Hebrew Letter Dalet With Dagesh"],
            sorted.RootElement.EnumerateObject().Select(m => m.Value.GetString()));
    }

    /// <summary>RFC 8785, appendix B.</summary>
    [Theory]
    [InlineData("0000000000000000", "0")]
    [InlineData("8000000000000000", "0")]
    [InlineData("0000000000000001", "5e-324")]
    [InlineData("8000000000000001", "-5e-324")]
    [InlineData("7fefffffffffffff", "1.7976931348623157e+308")]
    [InlineData("ffefffffffffffff", "-1.7976931348623157e+308")]
    [InlineData("4340000000000000", "9007199254740992")]
    [InlineData("c340000000000000", "-9007199254740992")]
    [InlineData("4430000000000000", "295147905179352830000")]
    [InlineData("44b52d02c7e14af5", "9.999999999999997e+22")]
    [InlineData("44b52d02c7e14af6", "1e+23")]
    [InlineData("44b52d02c7e14af7", "1.0000000000000001e+23")]
    [InlineData("444b1ae4d6e2ef4e", "999999999999999700000")]
    [InlineData("444b1ae4d6e2ef4f", "999999999999999900000")]
    [InlineData("444b1ae4d6e2ef50", "1e+21")]
    [InlineData("3eb0c6f7a0b5ed8c", "9.999999999999997e-7")]
    [InlineData("3eb0c6f7a0b5ed8d", "0.000001")]
    [InlineData("41b3de4355555553", "333333333.3333332")]
    [InlineData("41b3de4355555554", "333333333.33333325")]
    [InlineData("41b3de4355555555", "333333333.3333333")]
    [InlineData("41b3de4355555556", "333333333.3333334")]
    [InlineData("41b3de4355555557", "333333333.33333343")]
    [InlineData("becbf647612f3696", "-0.0000033333333333333333")]
    [InlineData("43143ff3c1cb0959", "1424953923781206.2")]
    public void a_double_is_written_as_the_rfc_writes_it(string bits, string expected)
    {
        var number = BitConverter.Int64BitsToDouble(long.Parse(bits, NumberStyles.HexNumber, CultureInfo.InvariantCulture));
        Assert.Equal(expected, CanonicalJson.Text(number.ToString("R", CultureInfo.InvariantCulture), Numbers.Double));
        Assert.Equal(expected, CanonicalJson.Text(expected));
    }

    [Theory]
    [InlineData("1.50", "1.5")]
    [InlineData("100", "100")]
    [InlineData("-0.0", "0")]
    [InlineData("0.0000010", "0.000001")]
    [InlineData("12e2", "1200")]
    [InlineData("123456789012345.67", "123456789012345.67")]
    [InlineData("12345678901234567.89", "12345678901234567.89")]
    [InlineData("0.1000000000000000055511151231257827", "0.1000000000000000055511151231257827")]
    [InlineData("1234567890123456789012345", "1.234567890123456789012345e+24")]
    public void money_keeps_its_digits(string given, string expected) => Assert.Equal(expected, CanonicalJson.Text(given));

    [Fact]
    public void two_amounts_that_one_double_stands_for_have_two_texts()
    {
        Assert.NotEqual(CanonicalJson.Text("90071992547409.921"), CanonicalJson.Text("90071992547409.922"));
        Assert.Equal(CanonicalJson.Text("90071992547409921.01", Numbers.Double), CanonicalJson.Text("90071992547409921.02", Numbers.Double));
    }

    [Theory]
    [InlineData("""{"a": 1, "a": 2}""")]
    [InlineData("""["\ud800"]""")]
    [InlineData("""{"\udc00": 1}""")]
    [InlineData("""[1e9999999]""")]
    [InlineData("""[1""")]
    public void what_has_no_canonical_form_is_refused(string json) => Assert.Throws<FormatException>(() => CanonicalJson.Text(json));

    [Fact]
    public void what_is_nested_deeper_than_services_take_it_has_a_form()
    {
        var deep = $"{new string('[', 200)}1{new string(']', 200)}";
        Assert.Equal(deep, CanonicalJson.Text(deep));
        var line = $$"""{"kind":"event","index":0,"position":1,"stream":"s","version":1,"type":"t","leaf":"","nodes":[],"event":{{deep}}}""";
        Assert.Equal(deep, CanonicalJson.Text(Assert.IsType<ExportedEvent>(ExportLine.Read(line)).Event!.Value));
    }

    [Fact]
    public void a_number_beyond_all_doubles_is_refused_by_the_letter_of_the_rfc() =>
        Assert.Throws<FormatException>(() => CanonicalJson.Text("1e400", Numbers.Double));
}
