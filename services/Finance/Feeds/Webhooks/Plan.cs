namespace Cultivation.Finance.Feeds.Webhooks;

/// <summary>One entry that is to be sent now.</summary>
/// <param name="Lane">Its firm, or what stands for it; none for a replay.</param>
/// <param name="Attempt">1 for the first.</param>
/// <param name="FirstFailedAt">When its first attempt failed; none where none has.</param>
/// <param name="Replay">Id of the replay that it belongs to.</param>
internal sealed record Sending(long Position, string Lane, int Attempt, DateTimeOffset? FirstFailedAt, string? Replay = null)
{
    /// <summary>Of one key one entry is on its way at a time.</summary>
    public string Key => Replay ?? Lane;

    /// <summary>The entry of a firm that is behind.</summary>
    public static Sending Of(Waiting waiting) => new(waiting.Position, waiting.Lane, waiting.Attempts + 1, waiting.FirstFailedAt);

    /// <summary>The next entry of a replay.</summary>
    public static Sending Of(Replaying replay) => new(replay.Position + 1, "", replay.Attempts + 1, replay.FirstFailedAt, replay.Id);

    /// <summary>An entry that is looked at for the first time.</summary>
    public static Sending Of(Upcoming entry) => new(entry.Position, entry.Lane, 1, null);
}

/// <summary>What a webhook's delivery does next. Of each firm at most one entry is on its way, so that the firm's order is kept.</summary>
/// <param name="Sends">Sent at once.</param>
/// <param name="Position">Where the webhook stands afterwards.</param>
/// <param name="Wait">Until it is looked at again, where there is nothing to do now; none: until there is something new.</param>
internal sealed record Plan(IReadOnlyList<Sending> Sends, long Position, TimeSpan? Wait)
{
    /// <param name="most">How many may be on their way at once.</param>
    /// <param name="busy">Keys of those that are.</param>
    public static Plan Next(Standing standing, DateTimeOffset now, int most, IReadOnlyCollection<string> busy)
    {
        if (standing.State != WebhookState.Active)
            return new([], standing.Position, null);
        if (standing.QuietUntil is { } quiet && quiet > now)
            return new([], standing.Position, quiet - now);
        if (standing.CircuitOpen)
            return busy.Count == 0 ? Probe(standing) : new([], standing.Position, null);
        var free = most - busy.Count;
        var waiting = standing.Due.Where(w => !busy.Contains(w.Lane)).ToList();
        var replay = standing.Replay is { } one && !busy.Contains(one.Id) ? one : null;
        // Half of the ways stay free for new entries, however many firms are behind.
        List<Sending> sends = [.. waiting.Where(w => w.NextAt <= now).Take(free > 1 ? free / 2 : free).Select(Sending.Of)];
        if (replay?.NextAt <= now && sends.Count < free)
            sends.Add(Sending.Of(replay));
        var position = AddNew(sends, standing, free, busy);
        return new(sends, position, sends.Count > 0 || position > standing.Position ? TimeSpan.Zero : free > 0 ? Soonest(waiting, replay) - now : null);
    }

    private static long AddNew(List<Sending> sends, Standing standing, int free, IReadOnlyCollection<string> busy)
    {
        var (position, onTheWay) = (standing.Position, new HashSet<string>(busy, StringComparer.Ordinal));
        foreach (var entry in standing.Coming)
        {
            if (!entry.Behind)
            {
                if (sends.Count >= free || !onTheWay.Add(entry.Lane))
                    break;
                sends.Add(Sending.Of(entry));
            }
            position = entry.Position;
        }
        return position;
    }

    /// <summary>One entry alone finds out whether the receiver is back: the oldest.</summary>
    private static Plan Probe(Standing standing) => standing switch
    {
        { Oldest: { } oldest } => new([Sending.Of(oldest)], standing.Position, TimeSpan.Zero),
        { Replay: { } replay } => new([Sending.Of(replay)], standing.Position, TimeSpan.Zero),
        { Coming: [var first, ..] } => new([Sending.Of(first)], first.Position, TimeSpan.Zero),
        _ => new([], standing.Position, null),
    };

    private static DateTimeOffset? Soonest(IReadOnlyList<Waiting> waiting, Replaying? replay) => (waiting.Count > 0 ? waiting[0].NextAt : (DateTimeOffset?)null, replay?.NextAt) switch
    {
        ({ } due, { } next) => due < next ? due : next,
        var (due, next) => due ?? next,
    };
}
