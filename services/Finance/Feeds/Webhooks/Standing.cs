namespace Cultivation.Finance.Feeds.Webhooks;

/// <summary>A firm that is behind: its entry that comes next.</summary>
/// <param name="Lane">The firm's id; what is about no firm has a lane of its own, so that it holds no firm back.</param>
/// <param name="Attempts">How many failed; 0 where the entry only waited behind another.</param>
internal sealed record Waiting(string Lane, long Position, int Attempts, DateTimeOffset NextAt, DateTimeOffset? FirstFailedAt);

/// <summary>An entry that has not been looked at.</summary>
/// <param name="Behind">Its firm is behind: it waits its turn.</param>
internal sealed record Upcoming(long Position, string Lane, bool Behind);

/// <summary>A range that the bank asked for again.</summary>
/// <param name="Position">Of the last entry that was sent.</param>
internal sealed record Replaying(string Id, long Position, long Through, int Attempts, DateTimeOffset NextAt, DateTimeOffset? FirstFailedAt);

/// <summary>Where a bank's webhook stands; what its delivery decides on.</summary>
/// <param name="Position">Every entry up to it was delivered or waits behind one of the firms that are behind.</param>
/// <param name="Highest">Up to it an attempt is a repeat.</param>
/// <param name="Head">Last position of the feed.</param>
/// <param name="Undelivered">Entries up to <paramref name="Position"/> that wait.</param>
/// <param name="Secrets">Sealed; those that are valid now.</param>
/// <param name="Failing">Positions of entries that failed since the last success; as many as decide on the circuit.</param>
/// <param name="Oldest">The firm behind at the lowest position.</param>
/// <param name="Due">Firms that are behind, those first that come first.</param>
/// <param name="Coming">The entries after <paramref name="Position"/>, as far as the window allows.</param>
/// <param name="Replay">The first range of those that wait.</param>
internal sealed record Standing(
    string Address, WebhookState State, long Position, long Highest, bool CircuitOpen, int Probes, DateTimeOffset? QuietUntil, long Revision, long Head,
    long Undelivered, string[] Secrets, long[] Failing, Waiting? Oldest, Waiting[] Due, Upcoming[] Coming, Replaying? Replay);
