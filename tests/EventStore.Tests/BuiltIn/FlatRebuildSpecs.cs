using JasperFx.Events;
using JasperFx.Events.Projections;
using Marten;
using Marten.Events;
using Marten.Events.Projections;

namespace Cultivation.EventStore.Tests;

/// <summary>Flat tables built anew: rows change hands, all that hangs on the table stays.</summary>
public sealed partial class FlatRebuildSpecs : RebuildTest
{
    /// <summary>Writes a table that it does not declare.</summary>
    public sealed partial class Careless : EventProjection
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

    /// <summary>Its table's name stands in its SQL as a name, in a comment, and in a text.</summary>
    public sealed partial class Worded : EventProjection
    {
        public Worded()
        {
            Name = "Worded";
            Options.DeleteDataInTableOnTeardown("lists.words");
        }

        public override ValueTask ApplyAsync(IDocumentOperations ops, IEvent e, CancellationToken cancellation)
        {
            ops.QueueSqlCommand("insert into Lists.Words as w (word, sequence) /* lists.words */ values ('lists.words', ?) "
                + "on conflict (sequence) do update set word = w.word", e.Sequence);
            return ValueTask.CompletedTask;
        }
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
    public async Task texts_are_left_alone_and_identity_and_generated_columns_are_kept()
    {
        await database.ExecuteAsync("create table lists.words (word text, sequence bigint primary key, n int generated always as identity, "
            + "twice bigint generated always as (sequence * 2) stored)");
        using var host = await Running(o => o.Projections.Add<Worded>(ProjectionLifecycle.Async));
        await FillAsync(host, 2);
        await RebuildAsync(host, "Worded");
        Assert.Equal(["lists.words 1 2", "lists.words 2 4", "lists.words 3 6", "lists.words 4 8", "lists.words 5 10", "lists.words 6 12"],
            await database.ColumnAsync("select word || ' ' || sequence || ' ' || twice from lists.words order by sequence"));
        await host.Store().PlaceAsync();
        await host.WaitForNonStaleProjectionDataAsync(Bound);
        Assert.Equal(7, await database.ScalarAsync<long>("select count(distinct sequence) from lists.words"));
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
}
