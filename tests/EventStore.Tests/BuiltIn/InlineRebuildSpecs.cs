using JasperFx.Events.Daemon;
using JasperFx.Events.Projections;
using Marten;
using Marten.Events.Projections;
using Npgsql;

namespace Cultivation.EventStore.Tests;

/// <summary>Inline snapshots and projections are built anew, too.</summary>
public sealed class InlineRebuildSpecs : IAsyncLifetime
{
    readonly Database database = new();
    DocumentStore store = null!;

    public async ValueTask InitializeAsync()
    {
        await database.InitializeAsync();
        await database.ExecuteAsync(Lines.Ddl);
        store = database.Open(options =>
        {
            options.Projections.Add<Buyers>(ProjectionLifecycle.Inline);
            options.Projections.Add<OrderRows>(ProjectionLifecycle.Inline);
            options.Projections.Add<Lines>(ProjectionLifecycle.Inline);
        });
    }

    public async ValueTask DisposeAsync()
    {
        await store.DisposeAsync();
        await database.DisposeAsync();
    }

    async Task RebuildAsync(string name)
    {
        using var daemon = await store.BuildProjectionDaemonAsync();
        await daemon.RebuildProjectionAsync(name, CancellationToken.None);
    }

    [Fact]
    public async Task a_snapshot_is_folded_anew_while_orders_are_placed()
    {
        for (var i = 0; i < 20; i++) await store.PlaceAsync(new LineAdded("bolt", i));
        await database.ExecuteAsync("update orders.mt_doc_order set data = jsonb_set(data, '{Pieces}', '-5')");
        using var done = new CancellationTokenSource();
        var placing = Task.Run(async () =>
        {
            while (!done.IsCancellationRequested) await store.PlaceAsync(new LineAdded("nut", 1));
        });
        foreach (var name in new[] { "Order", "Buyer", "Lines", "OrderRow" }) await RebuildAsync(name);
        await done.CancelAsync();
        await placing;
        await using var query = store.QuerySession(Stores.Tenant);
        foreach (var key in await query.QueryAsync<string>("select id from orders.mt_streams"))
        {
            var fold = (await query.Events.AggregateStreamAsync<Order>(key))!;
            Assert.Equal(fold, await query.LoadAsync<Order>(key));
            Assert.Equal(fold.Pieces, (await query.LoadAsync<OrderRow>(key))!.Pieces);
        }
        var orders = await database.ScalarAsync<long>("select count(*) from orders.mt_streams");
        Assert.Equal((int)orders, (await query.LoadAsync<Buyer>("Li"))!.Orders);
        Assert.Equal(orders, await database.ScalarAsync<long>("select count(*) from lists.lines"));
    }

    [Fact]
    public async Task documents_that_are_as_they_should_be_are_not_written()
    {
        var right = await store.PlaceAsync(new LineAdded("bolt", 1));
        var wrong = await store.PlaceAsync(new LineAdded("bolt", 1));
        await database.ExecuteAsync($"update orders.mt_doc_order set data = jsonb_set(data, '{{Pieces}}', '-5') where id = '{wrong}'");
        var rows = $"select string_agg(id || xmin, ' ') from orders.mt_doc_order where id = '{right}'";
        var before = await database.ScalarAsync<string>(rows);
        await RebuildAsync("Order");
        Assert.Equal(before, await database.ScalarAsync<string>(rows));
        await using var query = store.QuerySession(Stores.Tenant);
        Assert.Equal(1, (await query.LoadAsync<Order>(wrong))!.Pieces);
    }

    [Fact]
    public async Task an_open_append_fails_the_last_step_and_leaves_everything_as_it_was()
    {
        var key = await store.PlaceAsync(new LineAdded("bolt", 1));
        await database.ExecuteAsync("update orders.mt_doc_order set data = jsonb_set(data, '{Pieces}', '-5')");
        await using var holder = await database.OpenAsync();
        await using (var command = new NpgsqlCommand("begin; insert into orders.mt_streams (id, version) values ('open', 0)", holder))
            await command.ExecuteNonQueryAsync();
        await Assert.ThrowsAsync<TimeoutException>(() => RebuildAsync("Order"));
        await using var query = store.QuerySession(Stores.Tenant);
        Assert.Equal(-5, (await query.LoadAsync<Order>(key))!.Pieces);
        await using (var command = new NpgsqlCommand("rollback", holder)) await command.ExecuteNonQueryAsync();
        await RebuildAsync("Order");
        Assert.Equal(1, (await query.LoadAsync<Order>(key))!.Pieces);
    }

    [Fact]
    public async Task the_operator_sees_it_and_can_do_no_more_than_rebuild_it()
    {
        using var host = await database.HostAsync(DaemonMode.Solo, null);
        await host.Store().PlaceAsync();
        var hands = new ProjectionOperator(host.Store());
        var order = Assert.Single(await hands.ListAsync(), s => s.Name == "Order:All");
        Assert.Equal(("inline", 1L, 0L), (order.Kind, order.Position, order.LagEvents));
        await Assert.ThrowsAsync<InvalidOperationException>(() => hands.PauseAsync("Order"));
        await hands.RebuildAsync("Order");
        await Kit.Eventually.True(async () => (await hands.ListAsync()).Any(s => s is { Name: "Order:All", Rebuild.State: "Done" }));
        await host.StopAsync();
    }
}
