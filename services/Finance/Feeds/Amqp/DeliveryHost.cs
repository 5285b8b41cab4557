namespace Cultivation.Finance.Feeds.Amqp;

/// <summary>Runs a <see cref="Delivery"/> for every bank and district, apart from each other: one that fails slows no other.</summary>
internal sealed partial class DeliveryHost(Deliveries deliveries, IServiceProvider services, TimeProvider time, ILogger<DeliveryHost> log) : BackgroundService
{
    private static readonly TimeSpan Poll = TimeSpan.FromSeconds(2);
    private readonly Dictionary<Place, Task> running = [];
    private readonly SemaphoreSlim registered = new(0);

    /// <summary>A bank was registered: its queue is wanted now.</summary>
    public void Wake() => registered.Release();

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                foreach (var (district, bank) in await deliveries.All(stoppingToken))
                    Start(new Place(district, bank), stoppingToken);
            }
            catch (Exception failure) when (!stoppingToken.IsCancellationRequested)
            {
                Failed(log, failure);
            }
            await Task.WhenAny(registered.WaitAsync(stoppingToken), Task.Delay(Poll, time, stoppingToken));
        }
        await Task.WhenAll(running.Values);
    }

    private void Start(Place place, CancellationToken stopping)
    {
        if (!running.ContainsKey(place))
            running[place] = Task.Run(() => ActivatorUtilities.CreateInstance<Delivery>(services, place).Run(stopping), CancellationToken.None);
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "The list of banks could not be read")]
    private static partial void Failed(ILogger log, Exception failure);
}
