using System.Globalization;
using Cultivation.Hosting;

namespace Cultivation.Console.Shared;

/// <summary>Dates, times, numbers and money as the reader writes them.</summary>
public static class Formats
{
    private const decimal Wan = 10_000m;
    private const decimal Yi = 100_000_000m;
    private static readonly CultureInfo Plain = CultureInfo.InvariantCulture;

    /// <summary>2026年11月29日, 29 Nov 2026.</summary>
    public static string Day(this Reader reader, DateOnly day) => day.ToString(reader.English ? "d MMM yyyy" : "yyyy年M月d日", Plain);

    /// <summary>The same, a dash for none.</summary>
    public static string Day(this Reader reader, DateOnly? day) => day is { } known ? reader.Day(known) : "—";

    /// <summary>Day and time in Shanghai, to the minute.</summary>
    public static string Instant(this Reader reader, DateTimeOffset instant) =>
        instant.ToOffset(Clock.Offset).ToString(reader.English ? "d MMM yyyy, HH:mm" : "yyyy年M月d日 HH:mm", Plain);

    /// <summary>1,234.5.</summary>
    public static string Number(this Reader _, decimal number) => number.ToString("#,0.####", Plain);

    /// <summary>Yuan: 1,234.56万元 and 1.2亿元 in Chinese, CNY 12,345,600 in English.</summary>
    public static string Money(this Reader reader, decimal yuan) => reader.English
        ? string.Create(Plain, $"CNY {yuan:#,0.##}")
        : Math.Abs(yuan) switch
        {
            >= Yi => string.Create(Plain, $"{yuan / Yi:#,0.####}亿元"),
            >= Wan => string.Create(Plain, $"{yuan / Wan:#,0.####}万元"),
            _ => string.Create(Plain, $"{yuan:#,0.##}元"),
        };

    /// <summary>A value in a unit of the criteria: yuan as money, a ratio in per cent, others with the unit's word.</summary>
    public static string Quantity(this Reader reader, decimal value, string? unit) => unit switch
    {
        null => reader.Number(value),
        "CNY" => reader.Money(value),
        "ratio" => string.Create(Plain, $"{value * 100:0.##}%"),
        "yesNo" => reader[value == 0 ? "no" : "yes"],
        _ => $"{reader.Number(value)} {reader.Word("unit", unit)}",
    };
}
