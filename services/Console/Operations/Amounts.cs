using System.Globalization;
using Cultivation.Console.Shared;

namespace Cultivation.Console.Operations;

/// <summary>Durations and memory as an operator reads them.</summary>
internal static class Amounts
{
    /// <summary>0.25 ms, 12.3 ms, 4.2 s, 3.5 min, 2.1 h.</summary>
    public static string Duration(double seconds) => seconds switch
    {
        < 1 => string.Create(CultureInfo.InvariantCulture, $"{seconds * 1000:0.##} ms"),
        < 120 => string.Create(CultureInfo.InvariantCulture, $"{seconds:0.#} s"),
        < 7200 => string.Create(CultureInfo.InvariantCulture, $"{seconds / 60:0.#} min"),
        _ => string.Create(CultureInfo.InvariantCulture, $"{seconds / 3600:0.#} h"),
    };

    /// <summary>A lag: a dash for none.</summary>
    public static string Lag(double seconds) => seconds <= 0 ? "—" : Duration(seconds);

    public static string Memory(long bytes) => string.Create(CultureInfo.InvariantCulture, $"{bytes / 1048576.0:0} MiB");

    /// <summary>The day and the time to the millisecond, in Shanghai.</summary>
    public static string Exact(this Reader reader, DateTimeOffset instant) =>
        string.Create(CultureInfo.InvariantCulture, $"{reader.Day(DateOnly.FromDateTime(instant.ToOffset(Hosting.Clock.Offset).DateTime))} {instant.ToOffset(Hosting.Clock.Offset):HH:mm:ss.fff}");
}
