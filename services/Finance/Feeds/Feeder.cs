using System.Diagnostics;
using Cultivation.Finance.Eligibility;
using JasperFx.Events;
using JasperFx.Events.Daemon;
using JasperFx.Events.Projections;
using Marten;
using Marten.Services;
using Marten.Subscriptions;

namespace Cultivation.Finance.Feeds;

/// <summary>
/// Copies disclosures from the firms' accounts into the banks' feeds, one stream per bank and district, in the order of the log. The
/// store saves the feeder's position in the same transaction and lets one leader run, so that a feed is gapless from 1.
/// </summary>
internal sealed class Feeder : SubscriptionBase
{
    private readonly FeedSignals signals;

    public Feeder(FeedSignals signals)
    {
        this.signals = signals;
        Name = "Feeder";
        IncludeType<EligibilityDisclosed>();
        IncludeType<ConsentEndDisclosed>();
    }

    public override async Task<IChangeListener> ProcessEventsAsync(
        EventRange page, ISubscriptionController controller, IDocumentOperations operations, CancellationToken cancellationToken)
    {
        var woken = new List<(string District, string Bank)>();
        foreach (var feed in page.Events.GroupBy(e => (e.TenantId, Bank: Bank(e))))
        {
            await Append(operations.ForTenant(feed.Key.TenantId), feed.Key.Bank, [.. feed], cancellationToken);
            woken.Add(feed.Key);
        }
        return new Waker(signals, woken);
    }

    private static async Task Append(IDocumentOperations district, string bank, IReadOnlyList<IEvent> disclosures, CancellationToken cancellation)
    {
        var feed = await district.Events.FetchForWriting<Feed>(Feed.Key(bank), cancellation);
        var head = feed.CurrentVersion ?? 0;
        var superseded = await Superseded(district, disclosures, cancellation);
        var entries = new List<object>();
        foreach (var disclosure in disclosures)
        {
            var position = head + entries.Count + 1;
            var firm = disclosure.StreamKey!["firm:".Length..];
            superseded[(firm, disclosure.Version)] = position;
            entries.Add(Entry(disclosure, firm, bank, superseded));
            district.QueueSqlCommand(
                "insert into finance.entries (tenant_id, bank_id, position, firm_id, disclosure) values (?, ?, ?, ?, ?)",
                disclosure.TenantId, bank, position, firm, disclosure.Version);
        }
        feed.AppendMany(entries);
    }

    private static FeedEntry Entry(IEvent disclosure, string firm, string bank, Dictionary<(string Firm, long Disclosure), long> positions)
    {
        var cause = disclosure.GetHeader("traceparent")?.ToString();
        using var activity = FinanceTelemetry.Follow($"feed {bank}", ActivityKind.Internal, cause);
        var trace = activity?.Id ?? cause;
        activity?.SetTag("cultivation.bank", bank).SetTag("cultivation.position", positions[(firm, disclosure.Version)]);
        return disclosure.Data switch
        {
            EligibilityDisclosed d => new FeedEntry(
                firm, disclosure.Version, d.Kind, d.CreditCode, d.LegalName, d.Product, d.Eligible, d.EffectiveOn, disclosure.Timestamp, d.Basis,
                d.Supersedes is { } corrected ? positions[(firm, corrected)] : null, trace),
            ConsentEndDisclosed d => new FeedEntry(
                firm, disclosure.Version, DisclosureKind.ConsentEnded, d.CreditCode, d.LegalName, null, false, d.EffectiveOn, disclosure.Timestamp,
                null, null, trace),
            _ => throw new UnreachableException(),
        };
    }

    /// <summary>Positions of the entries that these disclosures correct, as far as they were copied before.</summary>
    private static async Task<Dictionary<(string Firm, long Disclosure), long>> Superseded(
        IDocumentOperations district, IReadOnlyList<IEvent> disclosures, CancellationToken cancellation)
    {
        var positions = new Dictionary<(string, long), long>();
        foreach (var disclosure in disclosures)
        {
            if (disclosure.Data is not EligibilityDisclosed { Supersedes: { } corrected })
                continue;
            var firm = disclosure.StreamKey!["firm:".Length..];
            var found = await district.QueryAsync<long>(
                "select position from finance.entries where tenant_id = ? and firm_id = ? and disclosure = ?", cancellation,
                disclosure.TenantId, firm, corrected);
            if (found.Count == 1)
                positions[(firm, corrected)] = found[0];
        }
        return positions;
    }

    private static string Bank(IEvent disclosure) => disclosure.Data switch
    {
        EligibilityDisclosed d => d.BankId,
        ConsentEndDisclosed d => d.BankId,
        _ => throw new UnreachableException(),
    };

    private sealed class Waker(FeedSignals signals, List<(string District, string Bank)> woken) : IChangeListener
    {
        public Task AfterCommitAsync(IDocumentSession session, IChangeSet commit, CancellationToken token)
        {
            foreach (var (district, bank) in woken)
                signals.Wake(district, bank);
            return Task.CompletedTask;
        }

        public Task BeforeCommitAsync(IDocumentSession session, IChangeSet commit, CancellationToken token) => Task.CompletedTask;
    }
}
