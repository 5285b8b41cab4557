using System.Net;
using Cultivation.Kit;

namespace Cultivation.Servers.Tests;

public sealed class HouseTests
{
    [Fact]
    public async Task the_services_run_behind_the_gateway_and_come_back_after_kill_9()
    {
        await using var house = await TestHouse.StartAsync();
        using var caseWorker = await house.ClientAsync("caseworker");
        Assert.Equal(HttpStatusCode.OK, (await caseWorker.GetAsync("api/ladder/v1/firms?limit=1")).StatusCode);

        var ladder = house.House.Ladder;
        var before = ladder.ProcessId;
        await ladder.KillAsync();
        Assert.False(await ladder.IsReadyAsync());

        await ladder.StartAsync();
        await ladder.ReadyAsync(TimeSpan.FromSeconds(60));
        Assert.NotEqual(before, ladder.ProcessId);
        // The gateway may have set the address aside; it looks again by itself.
        await Eventually.True(async () => (await caseWorker.GetAsync("api/ladder/v1/firms?limit=1")).StatusCode == HttpStatusCode.OK, TimeSpan.FromSeconds(30));
    }

    [Fact]
    public async Task a_service_that_is_not_built_is_named()
    {
        await using var service = new ServiceProcess(new Service("absent", "/nowhere/Absent.dll", Ports.Free(), new Dictionary<string, string>()), Path.GetTempPath());

        var failure = await Assert.ThrowsAsync<ServerFailed>(() => service.StartAsync());

        Assert.Contains("/nowhere/Absent.dll", failure.Message, StringComparison.Ordinal);
    }
}
