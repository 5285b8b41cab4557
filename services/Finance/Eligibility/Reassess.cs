using Cultivation.Finance.Banks;
using Cultivation.Finance.Feeds.Amqp;
using Cultivation.Finance.Products;
using Cultivation.Hosting;
using JasperFx.Events.Daemon;
using JasperFx.Events.Projections;
using Marten;
using Marten.Subscriptions;

namespace Cultivation.Finance.Eligibility;

/// <summary>
/// A product's rule or a bank's agreement has changed: settles every account of the district anew, page by page. An account that has
/// nothing to settle is not written; a walk that was cut short begins again and finds the rest.
/// </summary>
internal sealed partial class Reassess : SubscriptionBase
{
    private const int PageSize = 500;
    private readonly Accounts accounts;
    private readonly Catalogues catalogues;
    private readonly DeliveryHost deliveries;
    private readonly TimeProvider time;
    private readonly ILogger<Reassess> log;

    public Reassess(Accounts accounts, Catalogues catalogues, DeliveryHost deliveries, TimeProvider time, ILogger<Reassess> log)
    {
        (this.accounts, this.catalogues, this.deliveries, this.time, this.log) = (accounts, catalogues, deliveries, time, log);
        Name = "Reassess";
        IncludeType<ProductPublished>();
        IncludeType<BankRegistered>();
        IncludeType<BankSubscribed>();
    }

    public override async Task<IChangeListener> ProcessEventsAsync(
        EventRange page, ISubscriptionController controller, IDocumentOperations operations, CancellationToken cancellationToken)
    {
        if (page.Events.Any(e => e.Data is BankRegistered))
            deliveries.Wake();
        foreach (var district in page.Events.Where(e => e.Data is not BankRegistered).GroupBy(e => e.TenantId))
        {
            var (walked, changed) = await Walk(operations.DocumentStore, district.Key, district.Last().GetHeader("traceparent")?.ToString(), cancellationToken);
            Settled(log, district.Key, walked, changed);
        }
        return NullChangeListener.Instance;
    }

    private async Task<(int Walked, int Changed)> Walk(IDocumentStore store, string district, string? cause, CancellationToken cancellation)
    {
        var (last, walked, changed) = ("", 0, 0);
        while (true)
        {
            await using var session = store.QuerySession(district);
            var offer = await catalogues.Now(session, cancellation);
            var page = await session.QueryAsync<FirmAccount>(
                $"where tenant_id = ? and id > ? order by id limit {PageSize}", cancellation, district, last);
            foreach (var account in page.Where(a => Settle.After(a, offer.Catalogue, time.Today()).Events.Count > 0))
            {
                await Change(store, district, account.Id["firm:".Length..], cause, cancellation);
                changed++;
            }
            walked += page.Count;
            if (page.Count < PageSize)
                return (walked, changed);
            last = page[^1].Id;
            Walking(log, district, walked, changed);
        }
    }

    // A message about the same firm, or another change of the offer, may come in between.
    private Task Change(IDocumentStore store, string district, string firmId, string? cause, CancellationToken cancellation) => Contended.RunAsync(async () =>
    {
        using var activity = FinanceTelemetry.Follow("reassess", System.Diagnostics.ActivityKind.Internal, cause);
        await using var session = store.LightweightSession(district);
        session.LastModifiedBy = "service:finance";
        if (activity is not null)
            session.SetHeader("traceparent", activity.Id!);
        await accounts.Learn(session, firmId, _ => [], cancellation);
        await session.SaveChangesAsync(cancellation);
    });

    [LoggerMessage(Level = LogLevel.Information, Message = "{District}: {Walked} accounts looked at so far, {Changed} changed")]
    private static partial void Walking(ILogger log, string district, int walked, int changed);

    [LoggerMessage(Level = LogLevel.Information, Message = "{District}: its offer has changed; {Walked} accounts looked at, {Changed} changed")]
    private static partial void Settled(ILogger log, string district, int walked, int changed);
}
