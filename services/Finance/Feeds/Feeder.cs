using System.Diagnostics;
using Cultivation.Finance.Eligibility;
using Cultivation.Finance.Feeds.Book;
using Cultivation.Finance.Feeds.Webhooks;
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
/// Copies disclosures from the firms' accounts, the district's checkpoints and notices to a bank into the banks' feeds, one stream per bank and district, in
/// the order of the log. Each page is a transaction of its own, and the table <c>finance.entries</c> holds each disclosure once: so a feed is gapless from 1 and
/// copies nothing twice, whether or not the store came to save the feeder's position.
/// </summary>
internal sealed class Feeder : SubscriptionBase
{
    private readonly FeedSignals signals;
    private readonly IServiceProvider services;
    private readonly NpgsqlDataSource database;

    public Feeder(FeedSignals signals, IServiceProvider services, NpgsqlDataSource database)
    {
        (this.signals, this.services, this.database) = (signals, services, database);
        Name = "Feeder";
        IncludeType<EligibilityDisclosed>();
        IncludeType<ConsentEndDisclosed>();
        IncludeType<CheckpointDisclosed>();
        IncludeType<WebhookStopDisclosed>();
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
            var there = await Copied.Read(database, page.Events.Select(e => Key(e)), cancellationToken);
            await Copy([.. page.Events.Where(e => !there.Holds(Key(e)))], cancellationToken);
        }
        return NullChangeListener.Instance;
    }

    private async Task Copy(IReadOnlyList<IEvent> disclosures, CancellationToken cancellation)
    {
        var feeds = disclosures.GroupBy(e => (e.TenantId, Bank: Bank(e))).ToList();
        if (feeds.Count == 0)
            return;
        // What the page speaks of is asked for once, whatever number of banks it is for: the entries that these name, copied before or in this page.
        var copied = await Copied.Read(database, disclosures.SelectMany(e => Named(e).Select(version => Key(e, version))), cancellation);
        var lent = await ReportedLoans.Read(database, disclosures.Where(e => e.Data is EligibilityDisclosed { Kind: DisclosureKind.Corrected }).Select(Source), cancellation);
        // The store is asked for here, since it is made after its subscriptions.
        await using var session = services.GetRequiredService<IDocumentStore>().LightweightSession(feeds[0].Key.TenantId);
        foreach (var feed in feeds)
            await Append(session.ForTenant(feed.Key.TenantId), feed.Key.Bank, [.. feed], copied, lent, cancellation);
        await session.SaveChangesAsync(cancellation);
        foreach (var (district, bank) in feeds.Select(f => f.Key))
            signals.Wake(district, bank);
    }

    /// <summary>The firm's id; of what is about no firm the key of its stream.</summary>
    private static string Source(IEvent disclosure) =>
        disclosure.StreamKey!.StartsWith("firm:", StringComparison.Ordinal) ? StreamKey.IdOf(disclosure.StreamKey) : disclosure.StreamKey;

    private static async Task Append(
        IDocumentOperations district, string bank, IReadOnlyList<IEvent> disclosures, Copied copied, ReportedLoans lent, CancellationToken cancellation)
    {
        var feed = await district.Events.FetchForWriting<Feed>(Feed.Key(bank), cancellation);
        var head = feed.CurrentVersion ?? 0;
        var book = new BookKeeping(district, bank, feed.Aggregate?.Book ?? BookDigest.Empty, copied.RowsOf(district.TenantId, bank));
        var entries = new List<object>();
        foreach (var disclosure in disclosures)
        {
            var position = head + entries.Count + 1;
            var firm = Source(disclosure);
            copied.Add(Key(disclosure), position);
            var entry = Entry(disclosure, firm, bank, copied);
            if (disclosure.Data is EligibilityDisclosed { Kind: DisclosureKind.Corrected } corrected)
                entry = entry with { Loans = lent.Since(disclosure.TenantId, bank, firm, corrected.Product.Code, corrected.EffectiveOn) };
            entries.Add(book.After(position, entry));
            district.QueueSqlCommand(
                "insert into finance.entries (tenant_id, bank_id, position, firm_id, disclosure) values (?, ?, ?, ?, ?)",
                disclosure.TenantId, bank, position, firm, disclosure.Version);
        }
        feed.AppendMany(entries);
    }

    private static DisclosureKey Key(IEvent disclosure, long? version = null) => new(disclosure.TenantId, Source(disclosure), version ?? disclosure.Version);

    /// <summary>Versions of the earlier disclosures that one names.</summary>
    private static IEnumerable<long> Named(IEvent disclosure) => disclosure.Data switch
    {
        EligibilityDisclosed d => [.. d.Ends ?? [], .. d.Supersedes is { } wrong ? new[] { wrong } : []],
        ConsentEndDisclosed d => d.Ends ?? [],
        _ => [],
    };

    private static FeedEntry Entry(IEvent disclosure, string firm, string bank, Copied copied)
    {
        var cause = disclosure.GetHeader("traceparent")?.ToString();
        using var activity = FinanceTelemetry.Follow($"feed {bank}", ActivityKind.Internal, cause);
        var trace = activity?.Id ?? cause;
        activity?.SetTag("cultivation.bank", bank).SetTag("cultivation.position", Position(disclosure.Version));
        long Position(long version) => copied[Key(disclosure, version)];
        FeedEntry OfNoFirm(DisclosureKind kind) => new(
            "", disclosure.Version, kind, "", "", null, false, Clock.Day(disclosure.Timestamp), disclosure.Timestamp, null, null, trace);
        return disclosure.Data switch
        {
            EligibilityDisclosed d => new FeedEntry(
                firm, disclosure.Version, d.Kind, d.CreditCode, d.LegalName, d.Product, d.Eligible, d.EffectiveOn, disclosure.Timestamp, d.Basis,
                d.Supersedes is { } corrected ? Position(corrected) : null, trace, null, d.ExpiresOn, d.WithinDays, d.Ends?.Select(Position).ToArray(),
                Criteria: d.Criteria),
            ConsentEndDisclosed d => new FeedEntry(
                firm, disclosure.Version, DisclosureKind.ConsentEnded, d.CreditCode, d.LegalName, null, false, d.EffectiveOn, disclosure.Timestamp,
                null, null, trace, Ends: d.Ends?.Select(Position).ToArray()),
            CheckpointDisclosed d => OfNoFirm(DisclosureKind.Checkpoint) with { Checkpoint = d.Checkpoint },
            WebhookStopDisclosed d => OfNoFirm(DisclosureKind.WebhookStopped) with { Stop = d.Notice },
            _ => throw new UnreachableException(),
        };
    }

    private static string Bank(IEvent disclosure) => disclosure.Data switch
    {
        EligibilityDisclosed d => d.BankId,
        ConsentEndDisclosed d => d.BankId,
        CheckpointDisclosed d => d.BankId,
        WebhookStopDisclosed d => d.BankId,
        _ => throw new UnreachableException(),
    };
}
