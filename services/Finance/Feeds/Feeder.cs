using System.Diagnostics;
using Cultivation.Finance.Eligibility;
using Cultivation.Finance.Feeds.Book;
using Cultivation.Finance.Witness;
using Cultivation.Hosting;
using JasperFx;
using JasperFx.Events;
using JasperFx.Events.Daemon;
using JasperFx.Events.Projections;
using Marten;
using Marten.Subscriptions;
using Npgsql;

namespace Cultivation.Finance.Feeds;

/// <summary>
/// Copies disclosures from the firms' accounts, and the district's checkpoints, into the banks' feeds, one stream per bank and district, in the order
/// of the log. Each page is a transaction of its own, and the table <c>finance.entries</c> holds each disclosure once: so a feed is gapless from 1 and
/// copies nothing twice, whether or not the store came to save the feeder's position.
/// </summary>
internal sealed class Feeder : SubscriptionBase
{
    private readonly FeedSignals signals;
    private readonly IServiceProvider services;
    private readonly NpgsqlDataSource database;
    private readonly Books books;
    private readonly ReliedLoans loans;

    public Feeder(FeedSignals signals, IServiceProvider services, NpgsqlDataSource database, Books books, ReliedLoans loans)
    {
        (this.signals, this.services, this.database, this.books, this.loans) = (signals, services, database, books, loans);
        Name = "Feeder";
        IncludeType<EligibilityDisclosed>();
        IncludeType<ConsentEndDisclosed>();
        IncludeType<CheckpointDisclosed>();
    }

    public override async Task<IChangeListener> ProcessEventsAsync(
        EventRange page, ISubscriptionController controller, IDocumentOperations operations, CancellationToken cancellationToken)
    {
        try
        {
            await Copy(page.Events, cancellationToken);
        }
        catch (Exception copied) when (copied is ConcurrencyException or { InnerException: PostgresException { SqlState: PostgresErrorCodes.UniqueViolation } })
        {
            // A run before this one copied some of it and did not come to save its position.
            var there = await Positions(page.Events.Select(e => (e.TenantId, Source(e), e.Version)), cancellationToken);
            await Copy([.. page.Events.Where(e => !there.ContainsKey((e.TenantId, Source(e), e.Version)))], cancellationToken);
        }
        return NullChangeListener.Instance;
    }

    private async Task Copy(IReadOnlyList<IEvent> disclosures, CancellationToken cancellation)
    {
        var feeds = disclosures.GroupBy(e => (e.TenantId, Bank: Bank(e))).ToList();
        if (feeds.Count == 0)
            return;
        // The store is asked for here, since it is made after its subscriptions.
        await using var session = services.GetRequiredService<IDocumentStore>().LightweightSession(feeds[0].Key.TenantId);
        foreach (var feed in feeds)
            await Append(session.ForTenant(feed.Key.TenantId), feed.Key.Bank, [.. feed], cancellation);
        await session.SaveChangesAsync(cancellation);
        foreach (var (district, bank) in feeds.Select(f => f.Key))
            signals.Wake(district, bank);
    }

    /// <summary>The positions of disclosures in their feeds, of those that were copied.</summary>
    private async Task<Dictionary<(string District, string Firm, long Disclosure), long>> Positions(
        IEnumerable<(string District, string Firm, long Disclosure)> disclosures, CancellationToken cancellation)
    {
        var (asked, found) = (disclosures.ToList(), new Dictionary<(string, string, long), long>());
        if (asked.Count == 0)
            return found;
        await using var read = database.Ask(
            """
            select e.tenant_id, e.firm_id, e.disclosure, e.position
            from finance.entries e join unnest($1, $2, $3) as d (tenant_id, firm_id, disclosure) using (tenant_id, firm_id, disclosure)
            """, asked.Select(d => d.District).ToArray(), asked.Select(d => d.Firm).ToArray(), asked.Select(d => d.Disclosure).ToArray());
        await using var rows = await read.ExecuteReaderAsync(cancellation);
        while (await rows.ReadAsync(cancellation))
            found[(rows.GetString(0), rows.GetString(1), rows.GetInt64(2))] = rows.GetInt64(3);
        return found;
    }

    /// <summary>The firm's id; of what is about no firm the key of its stream.</summary>
    private static string Source(IEvent disclosure) =>
        disclosure.StreamKey!.StartsWith("firm:", StringComparison.Ordinal) ? disclosure.StreamKey["firm:".Length..] : disclosure.StreamKey;

    private async Task Append(IDocumentOperations district, string bank, IReadOnlyList<IEvent> disclosures, CancellationToken cancellation)
    {
        var feed = await district.Events.FetchForWriting<Feed>(Feed.Key(bank), cancellation);
        var head = feed.CurrentVersion ?? 0;
        // The entries that these speak of: copied before, or in this page.
        var positions = await Positions(disclosures.SelectMany(e => Named(e).Select(version => (e.TenantId, Source(e), version))), cancellation);
        var book = new BookKeeping(
            district, bank, feed.Aggregate?.Book ?? BookDigest.Empty, await books.Hashes(district.TenantId, bank, positions.Values, cancellation));
        var entries = new List<object>();
        foreach (var disclosure in disclosures)
        {
            var position = head + entries.Count + 1;
            var firm = Source(disclosure);
            positions[(disclosure.TenantId, firm, disclosure.Version)] = position;
            var entry = Entry(disclosure, firm, bank, positions);
            if (disclosure.Data is EligibilityDisclosed { Kind: DisclosureKind.Corrected } corrected)
                entry = entry with { Loans = await loans.Since(disclosure.TenantId, bank, firm, corrected.Product.Code, corrected.EffectiveOn, cancellation) };
            entries.Add(book.After(position, entry));
            district.QueueSqlCommand(
                "insert into finance.entries (tenant_id, bank_id, position, firm_id, disclosure) values (?, ?, ?, ?, ?)",
                disclosure.TenantId, bank, position, firm, disclosure.Version);
        }
        feed.AppendMany(entries);
    }

    /// <summary>Versions of the earlier disclosures that one names.</summary>
    private static IEnumerable<long> Named(IEvent disclosure) => disclosure.Data switch
    {
        EligibilityDisclosed d => [.. d.Ends ?? [], .. d.Supersedes is { } wrong ? new[] { wrong } : []],
        ConsentEndDisclosed d => d.Ends ?? [],
        _ => [],
    };

    private static FeedEntry Entry(IEvent disclosure, string firm, string bank, Dictionary<(string District, string Firm, long Disclosure), long> positions)
    {
        var cause = disclosure.GetHeader("traceparent")?.ToString();
        using var activity = FinanceTelemetry.Follow($"feed {bank}", ActivityKind.Internal, cause);
        var trace = activity?.Id ?? cause;
        activity?.SetTag("cultivation.bank", bank).SetTag("cultivation.position", positions[(disclosure.TenantId, firm, disclosure.Version)]);
        long Position(long version) => positions[(disclosure.TenantId, firm, version)];
        return disclosure.Data switch
        {
            EligibilityDisclosed d => new FeedEntry(
                firm, disclosure.Version, d.Kind, d.CreditCode, d.LegalName, d.Product, d.Eligible, d.EffectiveOn, disclosure.Timestamp, d.Basis,
                d.Supersedes is { } corrected ? Position(corrected) : null, trace, null, d.ExpiresOn, d.WithinDays, d.Ends?.Select(Position).ToArray()),
            ConsentEndDisclosed d => new FeedEntry(
                firm, disclosure.Version, DisclosureKind.ConsentEnded, d.CreditCode, d.LegalName, null, false, d.EffectiveOn, disclosure.Timestamp,
                null, null, trace, Ends: d.Ends?.Select(Position).ToArray()),
            CheckpointDisclosed d => new FeedEntry(
                "", disclosure.Version, DisclosureKind.Checkpoint, "", "", null, false, Clock.Day(disclosure.Timestamp), disclosure.Timestamp, null, null, trace,
                d.Checkpoint),
            _ => throw new UnreachableException(),
        };
    }

    private static string Bank(IEvent disclosure) => disclosure.Data switch
    {
        EligibilityDisclosed d => d.BankId,
        ConsentEndDisclosed d => d.BankId,
        CheckpointDisclosed d => d.BankId,
        _ => throw new UnreachableException(),
    };
}
