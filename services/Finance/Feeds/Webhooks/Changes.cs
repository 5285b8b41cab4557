namespace Cultivation.Finance.Feeds.Webhooks;

/// <summary>An entry that is tried again.</summary>
/// <param name="Attempts">How many have failed.</param>
internal sealed record Again(Sending Sent, int Attempts, DateTimeOffset NextAt, DateTimeOffset FirstFailedAt, string Reason);

/// <summary>Why nothing is sent any more.</summary>
/// <param name="Gone">The receiver answered 410; else an entry failed for too long.</param>
internal sealed record Stop(bool Gone, Again Entry)
{
    /// <summary>How the webhook stands then.</summary>
    public WebhookState State => Gone ? WebhookState.Disabled : WebhookState.Paused;
}

/// <summary>What attempts changed.</summary>
/// <param name="Succeeded">At least one got through.</param>
/// <param name="Delivered">Those that did.</param>
/// <param name="Begun">Entries that are still on their way: they wait, as if their time had come.</param>
internal sealed record Changes(
    bool Succeeded, bool CircuitOpen, int Probes, DateTimeOffset? QuietUntil, IReadOnlyList<Sending> Delivered, IReadOnlyList<Again> Failed,
    IReadOnlyList<Sending> Begun, Stop? Stop)
{
    /// <param name="sends">What was planned.</param>
    /// <param name="outcomes">Of those, and of earlier ones, what has ended.</param>
    /// <param name="chance">Numbers from 0 to 1, for the jitter.</param>
    public static Changes Decide(
        Standing standing, IReadOnlyList<Sending> sends, IReadOnlyList<Outcome> outcomes, WebhookSettings settings, DateTimeOffset now, Func<double> chance)
    {
        Again[] failed = [.. outcomes.Where(o => !o.Answer.Succeeded).Select(o => After(o, now, chance()))];
        Sending[] delivered = [.. outcomes.Where(o => o.Answer.Succeeded).Select(o => o.Sent)];
        var succeeded = delivered.Length > 0;
        var open = !succeeded && (standing.CircuitOpen || standing.Failing.Union(failed.Select(f => f.Sent.Position)).Count() >= settings.CircuitAfter);
        var probes = open ? standing.CircuitOpen ? standing.Probes + 1 : 1 : 0;
        Sending[] begun = [.. sends.Except(outcomes.Select(o => o.Sent))];
        // Where nothing has ended, nothing is known that was not before.
        return outcomes.Count == 0
            ? new(false, standing.CircuitOpen, standing.Probes, standing.QuietUntil, [], [], begun, null)
            : new(succeeded, open, probes, Quiet(standing, outcomes, succeeded, probes, now, chance), delivered, failed, begun, Stopped(failed, settings, now));
    }

    private static Again After(Outcome failed, DateTimeOffset now, double chance) => new(
        failed.Sent, failed.Sent.Attempt, now + Backoff.After(failed.Sent.Attempt, chance), failed.Sent.FirstFailedAt ?? now, failed.Answer.Reason!);

    /// <summary>
    /// The circuit's wait for its next probe, and never less than the receiver asked for, also in an answer before this one. A success ends the circuit's
    /// wait, not the receiver's.
    /// </summary>
    private static DateTimeOffset? Quiet(
        Standing standing, IReadOnlyList<Outcome> outcomes, bool succeeded, int probes, DateTimeOffset now, Func<double> chance)
    {
        var before = succeeded && standing.CircuitOpen ? null : standing.QuietUntil;
        var probe = probes > 0 ? now + Backoff.After(probes, chance()) : (DateTimeOffset?)null;
        var asked = outcomes.Max(o => o.Answer.RetryAfter) is { } wait ? now + Backoff.Obeyed(wait) : (DateTimeOffset?)null;
        return new[] { before, probe, asked }.Max() is { } until && until > now ? until : null;
    }

    private static Stop? Stopped(Again[] failed, WebhookSettings settings, DateTimeOffset now) =>
        failed.FirstOrDefault(f => f.Reason == "gone") is { } gone ? new Stop(true, gone)
        : failed.FirstOrDefault(f => now - f.FirstFailedAt >= settings.PauseAfter) is { } exhausted ? new Stop(false, exhausted)
        : null;
}
