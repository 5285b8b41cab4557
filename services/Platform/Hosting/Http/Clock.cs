namespace Cultivation.Hosting;

/// <summary>The commission's day: dates in law turn at midnight in Shanghai.</summary>
public static class Clock
{
    /// <summary>Asia/Shanghai has had no daylight saving since 1991, so a fixed offset serves without time zone data.</summary>
    public static readonly TimeSpan Offset = TimeSpan.FromHours(8);

    /// <summary>The day in Shanghai at an instant.</summary>
    public static DateOnly Day(DateTimeOffset instant) => DateOnly.FromDateTime(instant.ToOffset(Offset).DateTime);

    /// <summary>Today in Shanghai.</summary>
    public static DateOnly Today(this TimeProvider time) => Day(time.GetUtcNow());
}
