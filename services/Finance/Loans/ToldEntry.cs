using Cultivation.Finance.Eligibility;
using Cultivation.Finance.Feeds;
using Cultivation.Hosting;
using Marten;

namespace Cultivation.Finance.Loans;

/// <summary>An entry about a firm in a bank's feed.</summary>
internal sealed record ToldEntry(long Position, FeedEntry Entry)
{
    private const string OfFirm =
        """
        select json_build_object('position', e.position, 'entry', v.data)
        from finance.entries e
        join events.mt_events v on v.tenant_id = e.tenant_id and v.stream_id = 'feed:' || e.bank_id and v.version = e.position
        where e.tenant_id = ? and e.bank_id = ? and e.position >= ? and e.firm_id =
        """;

    /// <summary>The entry at a position and those after it about the same firm, in order; none where nothing stands there.</summary>
    public static Task<IReadOnlyList<ToldEntry>> From(IQuerySession session, string bankId, long position, CancellationToken cancellation) =>
        session.QueryAsync<ToldEntry>(
            $"{OfFirm} (select firm_id from finance.entries where tenant_id = ? and bank_id = ? and position = ?) order by e.position", cancellation,
            session.TenantId, bankId, position, session.TenantId, bankId, position);

    /// <summary>
    /// The last word of these, so far as it was said before a day, about eligibility on that day: the entry that ended it, or null where it stands.
    /// </summary>
    /// <param name="saidBefore">First day whose entries do not count; null counts all.</param>
    public static ToldEntry? EndOf(IEnumerable<ToldEntry> entries, string product, DateOnly day, DateOnly? saidBefore = null) =>
        entries.Where(e => e.Entry.Product?.Code == product && e.Entry.EffectiveOn <= day && (saidBefore is null || Clock.Day(e.Entry.RecordedAt) < saidBefore))
            .OrderBy(e => e.Position).LastOrDefault() is { Entry.Eligible: false } end ? end : null;
}

/// <summary>The entry that a bank says it relied on.</summary>
/// <param name="At">Its cursor.</param>
/// <param name="Withheld">The firm's consent no longer lets it out.</param>
/// <param name="CreditCode">The firm's code as now known: it may have been corrected since.</param>
/// <param name="Later">Entries about the same firm after it.</param>
internal sealed record BasisEntry(Cursor At, FeedEntry Entry, string CreditCode, bool Withheld, IReadOnlyList<ToldEntry> Later)
{
    /// <returns>Null where the bank's feed has no such entry.</returns>
    public static async Task<BasisEntry?> Find(IQuerySession session, string bankId, Cursor at, DateOnly today, CancellationToken cancellation)
    {
        var entries = await ToldEntry.From(session, bankId, at.Position, cancellation);
        if (entries is not [{ Entry: var entry }, ..])
            return null;
        var account = await session.LoadAsync<FirmAccount>(FirmAccount.Key(entry.FirmId), cancellation);
        return new(at, entry, account?.CreditCode ?? entry.CreditCode, FeedReading.IsWithheld(entry, account?.ConsentTo(bankId), today), [.. entries.Skip(1)]);
    }

    /// <summary>The cursor of another entry of the same feed.</summary>
    public string Cursor(ToldEntry other) => (At with { Position = other.Position }).ToString();
}
