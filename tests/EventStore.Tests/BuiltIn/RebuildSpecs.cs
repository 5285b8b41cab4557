using Cultivation.Kit;
using JasperFx.Events;
using JasperFx.Events.Daemon;
using JasperFx.Events.Projections;
using Marten;
using Marten.Events;
using Marten.Events.Projections;
using Microsoft.Extensions.Hosting;

namespace Cultivation.EventStore.Tests;

/// <summary>Building a projection anew, beside the live one.</summary>
public sealed class RebuildSpecs : IAsyncLifetime
{
    static readonly TimeSpan Bound = TimeSpan.FromSeconds(20);
    readonly Database database = new();

    /// <summary>Writes a table that it does not declare.</summary>
    public sealed class Careless : EventProjection
    {
        public Careless()
        {
            Name = "Careless";
            Options.DeleteDataInTableOnTeardown("lists.lines");
        }

        public override ValueTask ApplyAsync(IDocumentOperations ops, IEvent e, CancellationToken cancellation)
        {
            ops.QueueSqlCommand("insert into lists.others values (?)", e.Sequence);
            return ValueTask.CompletedTask;
        }
    }

    /// <summary>Counts customers, if the switch lets it.</summary>
    public sealed class Touchy : MultiStreamProjection<Buyer, string>
    {
        public static volatile bool Fails;

        public Touchy()
        {
            Name = "Touchy";
            Identity<OrderPlaced>(e => e.Customer);
        }

        public override Buyer? Evolve(Buyer? snapshot, string id, IEvent e) => Fails && id == "Poison"
            ? throw new InvalidOperationException("no poison") : new(id, (snapshot?.Orders ?? 0) + 1, 0);
    }

    public async ValueTask InitializeAsync()
    {
        await database.InitializeAsync();
        await database.ExecuteAsync(Lines.Ddl + "; create table if not exists lists.others (sequence bigint)");
    }

    public ValueTask DisposeAsync() => database.DisposeAsync();

    Task<IHost> Running(Action<StoreOptions>? more = null) => database.HostAsync(DaemonMode.HotCold, options =>
    {
        options.Projections.Add<OrderRows>(ProjectionLifecycle.Async);
        options.Projections.Add<Buyers>(ProjectionLifecycle.Async);
        options.Projections.Add<Lines>(ProjectionLifecycle.Async);
        more?.Invoke(options);
    });

    static async Task RebuildAsync(IHost host, string name)
    {
        using var daemon = await host.Store().BuildProjectionDaemonAsync();
        await daemon.RebuildProjectionAsync(name, CancellationToken.None);
    }

    static async Task<string[]> FillAsync(IHost host, int orders)
    {
        var keys = new string[orders];
        for (var i = 0; i < orders; i++) keys[i] = await host.Store().PlaceAsync(new LineAdded("bolt", i), new LineAdded("nut", 1));
        await host.WaitForNonStaleProjectionDataAsync(Bound);
        return keys;
    }

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
    public async Task a_flat_table_is_not_doubled_and_keeps_its_grants_policies_and_views()
    {
        using var host = await Running();
        await FillAsync(host, 3);
        await database.ExecuteAsync("""
            create view lists.items as select item from lists.lines; alter table lists.lines enable row level security;
            create policy own on lists.lines using (tenant_id = '310114'); grant select on lists.lines to public;
            insert into lists.lines values ('x', 'ghost', 1, 'ghost')
            """);
        await RebuildAsync(host, "Lines:All");
        Assert.Equal(6, await database.ScalarAsync<long>("select count(*) from lists.items"));
        Assert.Equal(["own"], await database.ColumnAsync("select polname::text from pg_policy where polrelid = 'lists.lines'::regclass"));
        Assert.True(await database.ScalarAsync<bool>("select has_table_privilege('public', 'lists.lines', 'select')"));
        Assert.Equal(6, await database.ScalarAsync<long>("select count(*) from orders.mt_doc_line"));
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
    public async Task readers_see_the_old_rows_until_the_end_and_a_failed_rebuild_leaves_them()
    {
        Troubled.Fails = false;
        using var host = await Running(o => o.Projections.Add<Troubled>(ProjectionLifecycle.Async));
        await FillAsync(host, 3);
        await database.ExecuteAsync("update orders.mt_doc_rebuildspecs_worry set data = jsonb_set(data, '{N}', '-1')");
        Troubled.Fails = true;
        await Assert.ThrowsAsync<ApplyEventException>(() => RebuildAsync(host, "Worry"));
        await using var query = host.Store().QuerySession(Stores.Tenant);
        Assert.Equal(-1, (await query.LoadAsync<Worry>("Li"))!.N);
        var status = (await new ProjectionOperator(host.Store()).ListAsync()).Single(s => s.Name == "Worry:All");
        Assert.Equal(("Failed", "Running"), (status.Rebuild!.State, status.State));
        Assert.Contains("cannot", status.Rebuild.Reason);
        await host.StopAsync();
    }

    public sealed record Worry(string Id, int N);

    public sealed class Troubled : MultiStreamProjection<Worry, string>
    {
        public static volatile bool Fails;

        public Troubled() => Identity<OrderPlaced>(e => e.Customer);

        public override Worry? Evolve(Worry? snapshot, string id, IEvent e) =>
            Fails ? throw new InvalidOperationException("cannot") : new(id, (snapshot?.N ?? 0) + 1);
    }

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

    [Fact]
    public async Task one_that_writes_a_table_it_does_not_declare_is_refused_by_name()
    {
        using var host = await Running(o => o.Projections.Add<Careless>(ProjectionLifecycle.Async));
        await FillAsync(host, 2);
        var before = await database.ScalarAsync<long>("select count(*) from lists.others");
        var refusal = await Assert.ThrowsAsync<InvalidOperationException>(() => RebuildAsync(host, "Careless"));
        Assert.Contains("lists.others", refusal.Message);
        Assert.Equal(before, await database.ScalarAsync<long>("select count(*) from lists.others"));
        await host.StopAsync();
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
