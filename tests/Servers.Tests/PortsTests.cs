namespace Cultivation.Servers.Tests;

public sealed class PortsTests
{
    [Fact]
    public void no_port_is_drawn_twice_though_its_server_does_not_listen_yet()
    {
        var drawn = Enumerable.Range(0, 2_000).Select(_ => Ports.Free()).ToList();
        Assert.Equal(drawn.Count, drawn.Distinct().Count());
        Assert.DoesNotContain(Ports.FreeOr(0), drawn);
        var (preferred, free) = (Ports.FreeOr(32_123), Ports.Free());
        Assert.NotEqual(preferred, free);
    }
}
