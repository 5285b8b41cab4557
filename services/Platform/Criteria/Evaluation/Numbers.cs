namespace Cultivation.Criteria;

/// <summary>Numbers as people read them: 4.2 %, 0.8 percentage points, 40万元 or 400,000 yuan.</summary>
internal static class Numbers
{
    private static readonly FrozenDictionary<string, Text> Units = new Dictionary<string, Text>
    {
        ["CNY"] = new("元", " yuan"),
        ["USD"] = new("美元", " US dollars"),
        ["person"] = new("人", " persons"),
        ["count"] = new("项", ""),
        ["point"] = new("分", " points"),
        ["calendarDay"] = new("天", " days"),
        ["month"] = new("个月", " months"),
        ["year"] = new("年", " years"),
    }.ToFrozenDictionary();

    /// <param name="not">A threshold that the value is not equal to: enough digits are shown to tell them apart.</param>
    public static Text Format(decimal value, string unit, decimal? not) => unit switch
    {
        "ratio" => Percent(value, not),
        "date" => Day(value),
        "yesNo" => value == 0 ? new("否", "no") : new("是", "yes"),
        "CNY" or "USD" when Math.Abs(value) >= 10_000 => new(Large(value) + Units[unit].Zh, Digits(value) + Units[unit].En),
        _ => Units.TryGetValue(unit, out var name) ? new(Digits(value) + name.Zh, Digits(value) + name.En) : new(Digits(value), Digits(value)),
    };

    public static Text Difference(decimal value, string unit) => unit == "ratio"
        ? new($"{Points(value)}个百分点", $"{Points(value)} percentage points")
        : Format(value, unit, null);

    /// <summary>Three digits that count, upwards, so that "about so much" is enough.</summary>
    public static decimal Rounded(decimal value)
    {
        decimal step = 1;
        while (value / step >= 1000)
            step *= 10;
        return Math.Ceiling(value / step) * step;
    }

    private static Text Day(decimal digits) => new($"{digits:0000-00-00}", $"{digits:0000-00-00}");

    private static Text Percent(decimal value, decimal? not)
    {
        var text = Short(value * 100);
        if (not is { } other && value != other && text == Short(other * 100))
            text = Long(value * 100);
        return new(text + "%", text + " %");
    }

    private static string Large(decimal value) => Math.Abs(value) >= 100_000_000 ? Digits(value / 100_000_000) + "亿" : Digits(value / 10_000) + "万";

    private static string Points(decimal value) => Short(value * 100) is var text && text != "0" ? text : Long(value * 100);

    private static string Long(decimal value) => value.ToString("0.############", CultureInfo.InvariantCulture);

    private static string Short(decimal value) => value.ToString("0.##", CultureInfo.InvariantCulture);

    private static string Digits(decimal value) => value.ToString("#,##0.##", CultureInfo.InvariantCulture);
}
