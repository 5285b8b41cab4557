namespace Cultivation.Finance.Feeds.Webhooks;

// Stored for ever in the streams bank:{id} and feed:{bank}: add, never rename.

/// <summary>
/// The bank is to be told that its webhook stopped, without having asked for it: written with the stop, in one transaction. It is about no firm, so that
/// no consent is asked for; the feeder copies it, in order.
/// </summary>
public sealed record WebhookStopDisclosed(string BankId, StopNotice Notice);

/// <summary>What a bank is told of a stop. A person's words are not in it.</summary>
/// <param name="State">Paused or disabled.</param>
/// <param name="Reason">A word of <see cref="StopReasons"/>.</param>
/// <param name="Delivered">Position: every entry up to it was delivered. Sending goes on after it.</param>
public sealed record StopNotice(WebhookState State, string Reason, DateTimeOffset StoppedAt, long Delivered);

/// <summary>Why a webhook stopped, as banks read it.</summary>
internal static class StopReasons
{
    /// <summary>The receiver answered 410.</summary>
    public const string Gone = "gone";

    /// <summary>An entry failed for days.</summary>
    public const string Failing = "failing";

    /// <summary>An operator disabled it.</summary>
    public const string ByOperator = "by-operator";
}
