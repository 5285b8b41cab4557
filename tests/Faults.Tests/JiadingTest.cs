using Cultivation.Kit;

namespace Cultivation.Faults.Tests;

/// <summary>Real processes and a district made ready, for each test anew.</summary>
public abstract class JiadingTest : IAsyncLifetime
{
    protected TestHouse House { get; private set; } = null!;

    protected Jiading Jiading { get; private set; } = null!;

    private protected Told Told { get; private set; } = null!;

    public virtual async ValueTask InitializeAsync()
    {
        House = await StartAsync();
        Jiading = await Jiading.ReadyAsync(House);
        Told = new(Jiading);
    }

    public virtual ValueTask DisposeAsync() => House.DisposeAsync();

    protected virtual Task<TestHouse> StartAsync() => TestHouse.StartAsync();
}
