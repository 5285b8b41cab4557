using Cultivation.Finance.Eligibility;
using Marten;

namespace Cultivation.Finance.Feeds;

/// <summary>An entry ready to be handed over.</summary>
/// <param name="Withheld">The firm's consent has ended: only the position may be told.</param>
internal sealed record HandOver(long Position, FeedEntry Entry, bool Withheld);

/// <summary>Reads a bank's feed for handing over. Consent is looked up at that moment, never remembered.</summary>
internal static class FeedReading
{
    public static async Task<IReadOnlyList<HandOver>> ReadFeed(
        this IQuerySession session, string bankId, long after, int limit, DateOnly today, CancellationToken cancellation)
    {
        var entries = await session.Events.FetchStreamAsync(FeedEntry.Key(bankId), version: after + limit, fromVersion: after + 1, token: cancellation);
        if (entries.Count == 0)
            return [];
        var firms = entries.Select(e => FirmAccount.Key(((FeedEntry)e.Data).FirmId)).Distinct(StringComparer.Ordinal);
        var accounts = (await session.LoadManyAsync<FirmAccount>(cancellation, firms)).ToDictionary(a => a.Id, StringComparer.Ordinal);
        return [.. entries.Select(e => (FeedEntry)e.Data).Select((entry, i) =>
            new HandOver(after + 1 + i, entry, IsWithheld(entry, accounts[FirmAccount.Key(entry.FirmId)].ConsentTo(bankId), today)))];
    }

    /// <summary>
    /// Only a consent that holds today and that was open when the entry was made lets it out; the entry that says that consent has ended
    /// tells nothing that the bank may not know.
    /// </summary>
    internal static bool IsWithheld(FeedEntry entry, Consent? consent, DateOnly today) =>
        entry.Kind != DisclosureKind.ConsentEnded && (consent is null || !consent.Holds(today) || entry.Disclosure < consent.Since);
}
