using Cultivation.Hosting;

namespace Cultivation.Finance.Feeds.Webhooks;

/// <summary>The bank's feed is sent to this address from now on, signed with a new secret; earlier secrets end.</summary>
/// <param name="After">Position of the last entry that is not sent; none: it goes on where it stood.</param>
/// <param name="By">Subject of the person or system that asked for it.</param>
public sealed record WebhookAddressSet(string BankId, string Address, long? After, string By);

/// <summary>A new secret was made and shown once. It stands in no event.</summary>
/// <param name="PreviousUntil">Until then what is sent carries a signature by the secret before it as well.</param>
public sealed record WebhookSecretRotated(string BankId, DateTimeOffset PreviousUntil, string By);

/// <summary>Nothing is sent any more until the webhook is enabled.</summary>
/// <param name="Reason">A person's words, or <c>gone</c>: the receiver answered 410.</param>
/// <param name="By">None where the receiver itself said so.</param>
public sealed record WebhookDisabled(string BankId, FreeText Reason, string? By);

/// <summary>Sending goes on where it stood.</summary>
public sealed record WebhookEnabled(string BankId, string By);

/// <summary>An entry failed for so long that sending stopped. Nothing is lost: sending goes on from there once the webhook is enabled.</summary>
/// <param name="Position">That entry.</param>
/// <param name="FailingSince">When its first attempt failed.</param>
/// <param name="Reason">Of the last failure, a word as <c>timeout</c>.</param>
public sealed record WebhookPaused(string BankId, long Position, DateTimeOffset FailingSince, int Attempts, string Reason);

/// <summary>Entries are sent once more, marked as a replay.</summary>
/// <param name="After">Position of the last entry before them.</param>
/// <param name="Through">Position of the last of them.</param>
public sealed record WebhookReplayRequested(string BankId, string ReplayId, long After, long Through, string By);
