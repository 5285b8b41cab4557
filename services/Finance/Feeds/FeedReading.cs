using Cultivation.Finance.Eligibility;
using Cultivation.Finance.Feeds.Amqp;
using Cultivation.Finance.Feeds.Book;
using Marten;

namespace Cultivation.Finance.Feeds;

/// <summary>An entry ready to be handed over.</summary>
/// <param name="Withheld">The firm's consent has ended: only the position may be told.</param>
internal sealed record HandOver(long Position, FeedEntry Entry, bool Withheld);

/// <summary>How far a bank's queue has been filled, and what it lacks.</summary>
/// <param name="Highest">Highest position ever published; up to it a publication is a repeat.</param>
/// <param name="Head">Last position of the feed.</param>
/// <param name="Entries">Those that come next.</param>
/// <param name="Replay">The first range of those that the bank asked for again.</param>
internal sealed record Due(long Position, long Highest, long Head, IReadOnlyList<HandOver> Entries, QueueReplay? Replay);

/// <summary>Reads a bank's feed for handing over, in one round trip. Consent is looked up at that moment, never remembered.</summary>
internal static class FeedReading
{
    private const string OfBank =
        """
        select e.position, v.data as entry, (select c from jsonb_array_elements(a.data -> 'consents') c where c ->> 'bankId' = e.bank_id limit 1) as consent
        from finance.entries e
        join events.mt_events v on v.tenant_id = e.tenant_id and v.stream_id = 'feed:' || e.bank_id and v.version = e.position
        left join events.mt_doc_firmaccount a on a.tenant_id = e.tenant_id and a.id = 'firm:' || e.firm_id
        """;

    private const string Entries = $"{OfBank} where e.tenant_id = ? and e.bank_id = ? and e.position";

    private const string Rows = $"""
        {OfBank} join finance.book b on b.tenant_id = e.tenant_id and b.bank_id = e.bank_id and b.position = e.position
        where e.tenant_id = ? and e.bank_id = ? and e.position > ? and e.position <= ? and (b.ended_at is null or b.ended_at > ?)
        order by e.position limit ?
        """;

    /// <summary>Entries after a position.</summary>
    public static async Task<IReadOnlyList<HandOver>> ReadFeed(
        this IQuerySession session, string bankId, long after, int limit, DateOnly today, CancellationToken cancellation)
    {
        var rows = await session.QueryAsync<Row>(
            $"select row_to_json(n) from ({Entries} > ? order by e.position limit ?) n", cancellation, session.TenantId, bankId, after, limit);
        return [.. rows.Select(row => row.Ready(today))];
    }

    /// <summary>The entries that make up the bank's book as it stood at a position, after one of them.</summary>
    public static async Task<IReadOnlyList<HandOver>> ReadBook(
        this IQuerySession session, string bankId, long at, long after, int limit, DateOnly today, CancellationToken cancellation)
    {
        var rows = await session.QueryAsync<Row>($"select row_to_json(n) from ({Rows}) n", cancellation, session.TenantId, bankId, after, at, at, limit);
        return [.. rows.Select(row => row.Ready(today))];
    }

    /// <summary>What the bank's book came to after an entry, as the entry says.</summary>
    public static async Task<BookDigest> ReadDigest(this IQuerySession session, string bankId, long at, CancellationToken cancellation) => at == 0
        ? BookDigest.Empty
        : (await session.QueryAsync<BookDigest>(
            "select data -> 'book' from events.mt_events where tenant_id = ? and stream_id = ? and version = ?", cancellation, session.TenantId, Feed.Key(bankId), at)).Single();

    /// <summary>Entries at positions, each by its position.</summary>
    public static async Task<Dictionary<long, HandOver>> ReadFeed(
        this IQuerySession session, string bankId, IEnumerable<long> positions, DateOnly today, CancellationToken cancellation)
    {
        var rows = await session.QueryAsync<Row>(
            $"select row_to_json(n) from ({Entries} in (select value::bigint from jsonb_array_elements_text(?::jsonb))) n",
            cancellation, session.TenantId, bankId, $"[{string.Join(',', positions)}]");
        return rows.ToDictionary(row => row.Position, row => row.Ready(today));
    }

    /// <summary>What a bank's queue lacks.</summary>
    public static async Task<Due> ReadDue(this IQuerySession session, string bankId, int limit, DateOnly today, CancellationToken cancellation)
    {
        var found = await session.QueryAsync<Lacking>(
            $"""
            select json_build_object(
                'position', d.position, 'highest', d.highest,
                'head', coalesce((select max(position) from finance.entries where tenant_id = d.tenant_id and bank_id = d.bank_id), 0),
                'entries', (select json_agg(n order by n.position) from ({Entries} > d.position order by e.position limit ?) n),
                'replay', (select row_to_json(r) from (
                    select p.replay_id as id, p.position, p.through from finance.queue_replays p
                    where p.tenant_id = d.tenant_id and p.bank_id = d.bank_id order by p.replay_id limit 1) r))
            from finance.deliveries d where d.tenant_id = ? and d.bank_id = ?
            """, cancellation, session.TenantId, bankId, limit, session.TenantId, bankId);
        var place = found.Single();
        return new Due(place.Position, place.Highest, place.Head, [.. (place.Entries ?? []).Select(row => row.Ready(today))], place.Replay);
    }

    /// <summary>
    /// Only a consent that holds today, that covers the product and that was open when the entry was made lets it out; the entries that say that consent has ended, or
    /// leaves a product out now, tell nothing that the bank may not know, and checkpoints and notices are about no firm.
    /// </summary>
    internal static bool IsWithheld(FeedEntry entry, Consent? consent, DateOnly today) =>
        entry.Kind is not DisclosureKind.ConsentEnded && !entry.IsOfNoFirm
        && (consent is null || !consent.Holds(today) || entry.Disclosure < consent.Since
            || (entry is { Kind: not DisclosureKind.CoverageEnded, Product: { } product } && !consent.Covers(product.Code)));

    /// <summary>What of it may be told today: the figures only while the consent covers them.</summary>
    private static FeedEntry Told(FeedEntry entry, Consent? consent) => entry.Criteria is null || consent is { CoversCriteria: true } ? entry : entry with { Criteria = null };

    private sealed record Row(long Position, FeedEntry Entry, Consent? Consent)
    {
        public HandOver Ready(DateOnly today) => new(Position, Told(Entry, Consent), IsWithheld(Entry, Consent, today));
    }

    private sealed record Lacking(long Position, long Highest, long Head, Row[]? Entries, QueueReplay? Replay);
}
