namespace Cultivation.Ladder;

/// <summary>What an event says of its recording.</summary>
internal static class Known
{
    /// <summary>The day on which what a command records became known: today, or earlier where history is recorded.</summary>
    public static DateOnly KnownDay(this CommandContext context) => context.KnownSince?.On ?? context.Today;

    /// <summary>SQL: the day on which an event with this alias was known, as <see cref="KnownSince.Day"/> says it.</summary>
    public static string DayOf(string alias) =>
        $"coalesce(left({alias}.headers ->> 'knownSince', 10)::date, ({alias}.timestamp at time zone 'Asia/Shanghai')::date)";
}
