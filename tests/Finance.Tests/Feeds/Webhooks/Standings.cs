using Cultivation.Finance.Feeds.Webhooks;

namespace Cultivation.Finance.Tests.Feeds.Webhooks;

/// <summary>Places to decide from: an active webhook of which everything up to 10 was delivered.</summary>
internal static class Standings
{
    public static readonly DateTimeOffset Now = new(2026, 11, 29, 2, 30, 0, TimeSpan.Zero);

    public static readonly WebhookSettings Settings = new(false, TimeSpan.FromSeconds(15), 4, 1_000, 5, TimeSpan.FromHours(72), TimeSpan.FromDays(30));

    public static readonly Standing Idle = new("https://bank.example/", WebhookState.Active, 10, 10, false, 0, null, 3, 10, 0, [], [], null, [], [], null);

    /// <summary>New entries from 11 on, of these firms; in capitals those that are behind.</summary>
    public static Standing Coming(this Standing standing, string lanes) => standing with
    {
        Coming = [.. lanes.Select((lane, i) => new Upcoming(standing.Position + 1 + i, $"{lane}".ToLowerInvariant(), char.IsUpper(lane)))],
    };

    public static Standing Behind(this Standing standing, params Waiting[] waiting) =>
        standing with { Due = [.. waiting.OrderBy(w => w.NextAt)], Oldest = waiting.MinBy(w => w.Position) };

    public static Waiting Waits(string lane, long position, int attempts = 1, double inSeconds = 0, DateTimeOffset? since = null) =>
        new(lane, position, attempts, Now.AddSeconds(inSeconds), since ?? Now.AddMinutes(-1));

    public static Outcome Ended(this Sending sent, int status, TimeSpan? retryAfter = null) =>
        new(sent, Answer.Of(status, retryAfter), false, Now, TimeSpan.FromMilliseconds(20));

    public static Sending Entry(long position, int attempt = 1, DateTimeOffset? since = null) => new(position, $"firm-{position}", attempt, since);
}
