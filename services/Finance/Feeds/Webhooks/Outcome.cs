namespace Cultivation.Finance.Feeds.Webhooks;

/// <summary>What a receiver answered to one request.</summary>
/// <param name="Status">None: no answer came.</param>
/// <param name="Reason">None for success; else <c>http-500</c>, <c>redirect</c>, <c>gone</c>, <c>timeout</c>, <c>address-not-public</c>,
/// <c>name-not-resolved</c>, <c>connection-failed</c>, <c>tls-failed</c> or <c>connection-broken</c>.</param>
/// <param name="RetryAfter">How long it asked to be left alone, with 429 or 503.</param>
internal sealed record Answer(int? Status, string? Reason, TimeSpan? RetryAfter = null)
{
    public bool Succeeded => Reason is null;

    /// <summary>What an HTTP status means: 2xx is success; redirects are not followed.</summary>
    public static Answer Of(int status, TimeSpan? retryAfter = null) => status switch
    {
        >= 200 and < 300 => new(status, null),
        >= 300 and < 400 => new(status, "redirect"),
        410 => new(status, "gone"),
        429 or 503 => new(status, $"http-{status}", retryAfter),
        _ => new(status, $"http-{status}"),
    };
}

/// <summary>How one attempt ended.</summary>
/// <param name="Withheld">Only the position was told.</param>
internal sealed record Outcome(Sending Sent, Answer Answer, bool Withheld, DateTimeOffset At, TimeSpan Took, string? TraceId = null)
{
    /// <summary>As the delivery log keeps it.</summary>
    public Attempt Logged => new(
        At, Channels.Webhook, Sent.Replay is null ? Attempt.Entry : Attempt.Replay, Sent.Position,
        Answer.Succeeded ? Withheld ? Attempt.Withheld : Attempt.Delivered : Attempt.Failed, Answer.Status, Took, Sent.Attempt, Answer.Reason, TraceId);
}
