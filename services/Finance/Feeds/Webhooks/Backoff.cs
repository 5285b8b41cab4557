namespace Cultivation.Finance.Feeds.Webhooks;

/// <summary>
/// How long a failed entry waits: exponential with full jitter. The ceiling doubles from five seconds to four hours, and the wait lies anywhere below
/// it, so that banks that failed together do not come back together. It has no end of its own: see <see cref="WebhookSettings.PauseAfter"/>.
/// </summary>
internal static class Backoff
{
    public static readonly TimeSpan First = TimeSpan.FromSeconds(5);
    public static readonly TimeSpan Longest = TimeSpan.FromHours(4);

    /// <summary>No wait is shorter, and a receiver's Retry-After is not taken to be.</summary>
    public static readonly TimeSpan Shortest = TimeSpan.FromSeconds(1);

    /// <summary>What the wait after so many failed attempts never exceeds.</summary>
    public static TimeSpan Ceiling(int attempts)
    {
        var doublings = Math.Clamp(attempts - 1, 0, 30);
        var ceiling = First * (1L << doublings);
        return ceiling < Longest ? ceiling : Longest;
    }

    /// <summary>The wait after so many failed attempts.</summary>
    /// <param name="chance">From 0 to 1, drawn anew each time.</param>
    public static TimeSpan After(int attempts, double chance)
    {
        var wait = Ceiling(attempts) * chance;
        return wait > Shortest ? wait : Shortest;
    }

    /// <summary>A receiver's Retry-After as it is obeyed.</summary>
    public static TimeSpan Obeyed(TimeSpan retryAfter) => retryAfter < Shortest ? Shortest : retryAfter < Longest ? retryAfter : Longest;
}
