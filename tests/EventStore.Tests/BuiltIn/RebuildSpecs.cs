using Cultivation.Kit;
using JasperFx.Events;
using JasperFx.Events.Daemon;
using JasperFx.Events.Projections;
using Marten;
using Marten.Events;
using Marten.Events.Projections;
using Microsoft.Extensions.Hosting;
using Npgsql;

namespace Cultivation.EventStore.Tests;

/// <summary>Building a projection anew, beside the live one.</summary>
public sealed class RebuildSpecs : RebuildTest
{
    [Fact]
    public async Task documents_are_folded_anew_and_what_was_wrong_or_too_much_is_gone()
    {
        using var host = await Running();
        var keys = await FillAsync(host, 5);
        await database.ExecuteAsync("update orders.mt_doc_orderrow set data = jsonb_set(data, '{Pieces}', '999')");
        await database.ExecuteAsync("insert into orders.mt_doc_orderrow (tenant_id, id, data) values ('310114', 'ghost', '{\"Id\":\"ghost\"}')");
        await RebuildAsync(host, "OrderRow");
        await using var query = host.Store().QuerySession(Stores.Tenant);
        for (var i = 0; i < keys.Length; i++) Assert.Equal(new OrderRow(keys[i], i + 1, 3), await query.LoadAsync<OrderRow>(keys[i]));
        Assert.Null(await query.LoadAsync<OrderRow>("ghost"));
        Assert.True(await database.ScalarAsync<bool>("select to_regclass('orders.mt_doc_orderrow_rebuild') is null"));
        await host.StopAsync();
    }

    [Fact]
    public async Task appends_go_on_meanwhile_and_nothing_is_lost_or_doubled()
    {
        using var host = await Running();
        await FillAsync(host, 50);
        using var done = new CancellationTokenSource();
        var appending = Task.Run(async () =>
        {
            var keys = new List<string>();
            while (!done.IsCancellationRequested) keys.Add(await host.Store().PlaceAsync(new LineAdded("late", 1)));
            return keys;
        });
        foreach (var name in new[] { "OrderRow", "Buyer", "Lines", "Buyer" }) await RebuildAsync(host, name);
        await done.CancelAsync();
        var late = await appending;
        await host.WaitForNonStaleProjectionDataAsync(Bound);
        await using var query = host.Store().QuerySession(Stores.Tenant);
        Assert.Equal(50 + late.Count, (await query.LoadAsync<Buyer>("Li"))!.Orders);
        Assert.Equal(50 + late.Count, await database.ScalarAsync<long>("select count(*) from orders.mt_doc_orderrow"));
        Assert.Equal(late.Count, await database.ScalarAsync<long>("select count(*) from lists.lines where item = 'late'"));
        Assert.Equal(100, await database.ScalarAsync<long>("select count(*) from lists.lines where item <> 'late'"));
        await host.StopAsync();
    }

    [Fact]
    public async Task a_page_that_began_before_the_exchange_begins_again_on_the_new_rows()
    {
        using var host = await Running();
        await FillAsync(host, 3);
        await database.ExecuteAsync("update orders.mt_doc_buyer set data = jsonb_set(data, '{Orders}', '999')");
        await using var holder = await database.OpenAsync();
        await using var transaction = await holder.BeginTransactionAsync();
        await using (var hold = new NpgsqlCommand("select from orders.mt_event_progression where name = 'Buyer:All' for update", holder))
            await hold.ExecuteNonQueryAsync();
        var rebuilding = RebuildAsync(host, "Buyer");
        await Eventually.True(() => Waits("last_seq_id from orders.mt_event_progression%for update"));
        await host.Store().PlaceAsync();
        await Eventually.True(() => Waits("for share"));
        await transaction.RollbackAsync();
        await rebuilding;
        await host.WaitForNonStaleProjectionDataAsync(Bound);
        await using var query = host.Store().QuerySession(Stores.Tenant);
        Assert.Equal(4, (await query.LoadAsync<Buyer>("Li"))!.Orders);
        await host.StopAsync();
    }

    Task<bool> Waits(string part) => database.ScalarAsync<bool>("select exists (select from pg_stat_activity where datname = current_database() "
        + $"and pid <> pg_backend_pid() and wait_event_type = 'Lock' and query like '%{part}%')");

    [Fact]
    public async Task the_operator_wants_one_and_the_leader_runs_it_and_tells_how_far_it_is()
    {
        using var host = await Running();
        using var other = await Running();
        await FillAsync(host, 20);
        await database.ExecuteAsync("delete from orders.mt_doc_buyer");
        var hands = new ProjectionOperator(other.Store());
        await hands.RebuildAsync("Buyer");
        var done = await Eventually.Get(async () => (await hands.ListAsync()).SingleOrDefault(s => s is { Name: "Buyer:All", Rebuild.State: "Done" }));
        Assert.Equal((60L, 60L), (done.Rebuild!.Position, done.Rebuild.Target));
        await using var query = other.Store().QuerySession(Stores.Tenant);
        Assert.Equal(20, (await query.LoadAsync<Buyer>("Li"))!.Orders);
        await host.StopAsync();
        await other.StopAsync();
    }

    [Fact]
    public async Task a_name_that_is_none_or_a_subscriptions_is_refused_and_the_class_of_the_document_names_it_too()
    {
        using var host = await database.HostAsync(DaemonMode.Solo, o => o.Projections.Add<Buyers>(ProjectionLifecycle.Async), new Seen("Sub"));
        await FillAsync(host, 1);
        using var daemon = await host.Store().BuildProjectionDaemonAsync();
        await Assert.ThrowsAsync<ArgumentOutOfRangeException>(() => daemon.RebuildProjectionAsync("Nobody", default));
        await Assert.ThrowsAsync<InvalidOperationException>(() => daemon.RebuildProjectionAsync("Sub", default));
        await daemon.RebuildProjectionAsync<Buyer>(default);
        await daemon.RebuildProjectionAsync<Buyers>(default);
        await host.StopAsync();
    }
}
