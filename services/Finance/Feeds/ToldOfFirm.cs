using Cultivation.Finance.Eligibility;
using Marten;

namespace Cultivation.Finance.Feeds;

/// <summary>How an entry was handed over by one channel: put into the queue, taken by the webhook's receiver, or pulled to the end of the answer.</summary>
/// <param name="Kind"><c>entry</c>, <c>replay</c>, or of a pull <c>snapshot</c>.</param>
/// <param name="Times">How often: at least once is the rule of the feed, so that one and the same channel may have brought it twice.</param>
internal sealed record HandedOver(string Channel, string Kind, long Times, DateTimeOffset First, DateTimeOffset Last);

/// <summary>
/// What a bank's feed says of one firm, and how often it was handed over: by the delivery log, and by what the log held before it forgot.
/// </summary>
/// <param name="Disclosure">Version of the disclosure in the firm's account.</param>
/// <param name="HandedOver">The earliest first; empty while the bank has not been given it. What it was given empty, as withheld, does not count.</param>
internal sealed record ToldOfFirm(string BankId, long Position, long Disclosure, FeedEntry Entry, HandedOver[] HandedOver)
{
    /// <summary>So many entries make a page.</summary>
    private const int Page = 100;

    private const string Sql =
        """
        select json_build_object('bankId', e.bank_id, 'position', e.position, 'disclosure', e.disclosure, 'entry', v.data, 'handedOver', coalesce((
            select json_agg(h order by h.first) from (
                select channel, kind, sum(times) as times, min(first) as first, max(last) as last from (
                    select channel, kind, 1 as times, at as first, at as last from finance.delivery_attempts
                    where tenant_id = e.tenant_id and bank_id = e.bank_id and position = e.position and positions is null and outcome = 'delivered'
                    union all
                    select channel, kind, 1, at, at from finance.delivery_attempts
                    where tenant_id = e.tenant_id and bank_id = e.bank_id and positions @> e.position and outcome = 'delivered'
                    union all
                    select channel, kind, times, first_at, last_at from finance.handed_over
                    where tenant_id = e.tenant_id and bank_id = e.bank_id and position = e.position) each
                group by channel, kind) h), '[]'))
        from (select * from finance.entries where tenant_id = ? and firm_id = ? and disclosure < ? order by disclosure desc limit ?) e
        join events.mt_events v on v.tenant_id = e.tenant_id and v.stream_id = 'feed:' || e.bank_id and v.version = e.position
        order by e.disclosure
        """;

    /// <param name="before">Entries of earlier disclosures only; null for the newest.</param>
    /// <returns>The newest of them, the oldest first; and before which the others are, null where there are none.</returns>
    public static async Task<(IReadOnlyList<ToldOfFirm> Entries, long? Before)> Read(IQuerySession session, string firmId, long? before, CancellationToken cancellation)
    {
        var found = await session.QueryAsync<ToldOfFirm>(Sql, cancellation, session.TenantId, firmId, before ?? long.MaxValue, Page + 1);
        return found.Count > Page ? ([.. found.Skip(1)], found[1].Disclosure) : (found, null);
    }

    /// <summary>It will not be handed over, now or again: the consent has ended, or does not cover the product any more.</summary>
    public bool IsWithheld(FirmAccount account, DateOnly today) => FeedReading.IsWithheld(Entry, account.ConsentTo(BankId), today);
}
