using Cultivation.Kit;

namespace Cultivation.Journeys.Tests;

/// <summary>Real processes and a district made ready.</summary>
public sealed class ReadyHouse : IAsyncLifetime
{
    public TestHouse House { get; private set; } = null!;

    public Jiading Jiading { get; private set; } = null!;

    public async ValueTask InitializeAsync()
    {
        House = await TestHouse.StartAsync();
        Jiading = await Jiading.ReadyAsync(House);
    }

    public ValueTask DisposeAsync() => House.DisposeAsync();
}
