namespace Cultivation.Finance.Feeds.Amqp;

/// <summary>Runs a <see cref="Delivery"/> for every bank and district.</summary>
internal sealed class DeliveryHost(Deliveries deliveries, IServiceProvider services, TimeProvider time, ILogger<DeliveryHost> log) : BackgroundService
{
    private readonly FeedReaders readers = new(
        deliveries.All,
        (district, bank, stopping) =>
        {
            var place = new Place(district, bank);
            return ActivatorUtilities.CreateInstance<Delivery>(services, place, ActivatorUtilities.CreateInstance<QueueWatch>(services, place)).Run(stopping);
        },
        time, log);

    /// <summary>A bank was registered: its queue is wanted now.</summary>
    public void Wake() => readers.Wake();

    protected override Task ExecuteAsync(CancellationToken stoppingToken) => readers.Run(stoppingToken);
}
