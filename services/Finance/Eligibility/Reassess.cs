using Cultivation.Finance.Banks;
using Cultivation.Finance.Feeds.Amqp;
using Cultivation.Finance.Products;
using JasperFx.Events.Daemon;
using JasperFx.Events.Projections;
using Marten;
using Marten.Subscriptions;

namespace Cultivation.Finance.Eligibility;

/// <summary>A product's rule, a bank's agreement or an approval has changed: settles every account of the district anew.</summary>
internal sealed partial class Reassess : SubscriptionBase
{
    private readonly Walk walk;
    private readonly DeliveryHost deliveries;
    private readonly ILogger<Reassess> log;

    public Reassess(Walk walk, DeliveryHost deliveries, ILogger<Reassess> log)
    {
        (this.walk, this.deliveries, this.log) = (walk, deliveries, log);
        Name = "Reassess";
        IncludeType<ProductPublished>();
        IncludeType<BankRegistered>();
        IncludeType<BankSubscribed>();
        IncludeType<DisclosureApproved>();
        IncludeType<DisclosureApprovalRevoked>();
        IncludeType<LeadUnitsNamed>();
    }

    public override async Task<IChangeListener> ProcessEventsAsync(
        EventRange page, ISubscriptionController controller, IDocumentOperations operations, CancellationToken cancellationToken)
    {
        if (page.Events.Any(e => e.Data is BankRegistered))
            deliveries.Wake();
        foreach (var district in page.Events.Where(e => e.Data is not BankRegistered).GroupBy(e => e.TenantId))
        {
            var (walked, changed) = await walk.All(operations.DocumentStore, district.Key, district.Last().GetHeader("traceparent")?.ToString(), cancellationToken);
            Settled(log, district.Key, walked, changed);
        }
        return NullChangeListener.Instance;
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "{District}: its offer has changed; {Walked} accounts looked at, {Changed} changed")]
    private static partial void Settled(ILogger log, string district, int walked, int changed);
}
