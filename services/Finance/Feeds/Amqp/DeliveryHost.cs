namespace Cultivation.Finance.Feeds.Amqp;

/// <summary>Runs a <see cref="Delivery"/> for every bank and district.</summary>
internal sealed class DeliveryHost(Deliveries deliveries, IServiceProvider services, TimeProvider time, ILogger<DeliveryHost> log) : BackgroundService
{
    private readonly FeedReaders readers = new(
        deliveries.All,
        (district, bank, stopping) => ActivatorUtilities.CreateInstance<Delivery>(services, new Place(district, bank)).Run(stopping),
        time, log);

    /// <summary>A bank was registered: its queue is wanted now.</summary>
    public void Wake() => readers.Wake();

    protected override Task ExecuteAsync(CancellationToken stoppingToken) => readers.Run(stoppingToken);
}
