using Cultivation.Kit;
using JasperFx.Events;
using JasperFx.Events.Daemon;
using JasperFx.Events.Projections;
using Marten;
using Marten.Events;
using Marten.Events.Projections;

namespace Cultivation.EventStore.Tests;

/// <summary>Rebuilds that meet events which cannot be applied.</summary>
public sealed partial class FailedRebuildSpecs : RebuildTest
{
    /// <summary>Counts customers, if the switch lets it.</summary>
    public sealed partial class Touchy : MultiStreamProjection<Buyer, string>
    {
        internal static volatile bool Fails;

        public Touchy()
        {
            Name = "Touchy";
            Identity<OrderPlaced>(e => e.Customer);
        }

        public override Buyer? Evolve(Buyer? snapshot, string id, IEvent e) => Fails && id == "Poison"
            ? throw new InvalidOperationException("no poison") : new(id, (snapshot?.Orders ?? 0) + 1, 0);
    }

    public sealed record Worry(string Id, int N);

    public sealed partial class Troubled : MultiStreamProjection<Worry, string>
    {
        internal static volatile bool Fails;

        public Troubled() => Identity<OrderPlaced>(e => e.Customer);

        public override Worry? Evolve(Worry? snapshot, string id, IEvent e) =>
            Fails ? throw new InvalidOperationException("cannot") : new(id, (snapshot?.N ?? 0) + 1);
    }

    [Fact]
    public async Task readers_see_the_old_rows_until_the_end_and_a_failed_rebuild_leaves_them()
    {
        Troubled.Fails = false;
        using var host = await Running(o => o.Projections.Add<Troubled>(ProjectionLifecycle.Async));
        await FillAsync(host, 3);
        await database.ExecuteAsync("update orders.mt_doc_failedrebuildspecs_worry set data = jsonb_set(data, '{N}', '-1')");
        Troubled.Fails = true;
        await Assert.ThrowsAsync<ApplyEventException>(() => RebuildAsync(host, "Worry"));
        await using var query = host.Store().QuerySession(Stores.Tenant);
        Assert.Equal(-1, (await query.LoadAsync<Worry>("Li"))!.N);
        var status = (await new ProjectionOperator(host.Store()).ListAsync()).Single(s => s.Name == "Worry:All");
        Assert.Equal(("Failed", "Running"), (status.Rebuild!.State, status.State));
        Assert.Contains("cannot", status.Rebuild.Reason);
        await host.StopAsync();
    }

    [Fact]
    public async Task a_stopped_projection_goes_on_after_a_rebuild_that_gets_past_the_event()
    {
        Touchy.Fails = true;
        using var host = await database.HostAsync(DaemonMode.Solo, o => o.Projections.Add<Touchy>(ProjectionLifecycle.Async));
        await using (var session = host.Store().LightweightSession(Stores.Tenant))
        {
            session.Events.StartStream<Order>("order:p", new OrderPlaced("Poison"));
            await session.SaveChangesAsync();
        }
        var hands = new ProjectionOperator(host.Store());
        var failed = (await Eventually.Get(async () => (await hands.ListAsync()).SingleOrDefault(s => s.State == "Stopped"))).FailedAt!;
        await hands.SkipAsync("Touchy", failed.Sequence, "op");
        await host.Store().PlaceAsync();
        await host.WaitForNonStaleProjectionDataAsync(Bound);

        await RebuildAsync(host, "Touchy");
        await using var query = host.Store().QuerySession(Stores.Tenant);
        Assert.Null(await query.LoadAsync<Buyer>("Poison"));
        Assert.Single(await hands.DeadLettersAsync());
        Touchy.Fails = false;
        await RebuildAsync(host, "Touchy");
        Assert.Equal(1, (await query.LoadAsync<Buyer>("Poison"))!.Orders);
        Assert.Empty(await hands.DeadLettersAsync());
        await host.StopAsync();
    }
}
