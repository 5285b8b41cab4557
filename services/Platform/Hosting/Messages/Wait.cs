namespace Cultivation.Hosting;

/// <summary>Growing waits between tries.</summary>
internal static class Wait
{
    private static readonly TimeSpan Most = TimeSpan.FromSeconds(5);

    /// <summary>Twice as long, at most five seconds.</summary>
    public static TimeSpan Longer(TimeSpan wait) => wait * 2 < Most ? wait * 2 : Most;
}
