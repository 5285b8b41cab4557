using Marten;

namespace Cultivation.EventStore.Tests;

public sealed class SqlSpecs(Database database) : IClassFixture<Database>, IAsyncDisposable
{
    readonly DocumentStore store = database.Open();

    [Fact]
    public async Task parameters_are_question_marks_in_order_outside_of_literals()
    {
        await using var query = store.QuerySession(Stores.Tenant);
        Assert.Equal(["?a?b-7"], await query.QueryAsync<string>(
            "select '?' || ? || \"?\" || ? /* ? */ || substr($$?$$, 2) from (select '?b-' as \"?\") q -- ?", "a", "7"));
        Assert.Equal([5], await query.QueryAsync<int>("select ? + ?", 2, 3));
        Assert.Equal([true], await query.QueryAsync<bool>('^', "select '{\"a\":1}'::jsonb ? ^", "a"));
    }

    [Fact]
    public async Task parameters_may_be_named()
    {
        await using var query = store.QuerySession(Stores.Tenant);
        Assert.Equal(["x-x-2026-01-02"], await query.QueryAsync<string>(
            "select :name || '-' || :name || '-' || :day::text || coalesce(:nothing::text, '')", new { name = "x",
                day = new DateOnly(2026, 1, 2), nothing = (string?)null }));
    }

    [Fact]
    public async Task a_wrong_number_of_parameters_is_refused()
    {
        await using var query = store.QuerySession(Stores.Tenant);
        await Assert.ThrowsAsync<InvalidOperationException>(() => query.QueryAsync<int>("select ? + ?", 2));
    }

    [Fact]
    public async Task simple_types_and_records_come_back()
    {
        await using var query = store.QuerySession(Stores.Tenant);
        Assert.Equal([1L, 2L], await query.QueryAsync<long>("select n::bigint from generate_series(1, 2) n"));
        Assert.Equal([12.5m], await query.QueryAsync<decimal>("select 12.5::numeric"));
        Assert.Equal([new DateOnly(2026, 1, 2)], await query.QueryAsync<DateOnly>("select date '2026-01-02'"));
        Assert.Equal([new Customer("c", "Li")], await query.QueryAsync<Customer>("select jsonb_build_object('Id', 'c', 'Name', 'Li')"));
        var at = new DateTimeOffset(2026, 1, 2, 3, 4, 5, TimeSpan.Zero);
        Assert.Equal([at], await query.QueryAsync<DateTimeOffset>("select ?", at));
    }

    [Fact]
    public async Task a_text_without_select_is_a_condition_on_the_documents()
    {
        await using var session = store.LightweightSession(Stores.Tenant);
        session.Store(new Customer("s1", "Li"), new Customer("s2", "Wang"));
        await session.SaveChangesAsync();
        Assert.Equal(["s2"], (await session.QueryAsync<Customer>("where data ->> 'Name' = ? and tenant_id = ?", "Wang", Stores.Tenant))
            .Select(c => c.Id));
        Assert.Equal(["s1"], (await session.QueryAsync<Customer>("data ->> 'Name' = :name", new { name = "Li" })).Select(c => c.Id));
    }

    [Fact]
    public async Task queued_sql_runs_in_order_in_the_transaction_of_the_appends()
    {
        await store.Storage.ApplyAllConfiguredChangesToDatabaseAsync();
        await database.ExecuteAsync("create table steps (n int, stream text)");
        var key = $"order:{Guid.NewGuid():N}";
        await using var session = store.LightweightSession(Stores.Tenant);
        session.Events.StartStream<Order>(key, new OrderPlaced("Li"));
        session.QueueSqlCommand("insert into steps values (?, ?)", 1, key);
        session.QueueSqlCommand("insert into steps select max(n) + 1, ? from steps", key);
        await session.SaveChangesAsync();
        Assert.Equal([$"1/{key}", $"2/{key}"], await database.ColumnAsync("select n || '/' || stream from steps order by n"));
        Assert.Equal(1, await database.ScalarAsync<long>(
            $"select count(distinct x) from (select xmin::text x from steps union all select xmin::text from orders.mt_events where stream_id = '{key}') rows"));
    }

    [Fact]
    public async Task sql_that_answers_does_not_disturb_what_the_store_reads()
    {
        await using var session = store.LightweightSession(Stores.Tenant);
        var key = $"order:{Guid.NewGuid():N}";
        var happened = session.Events.StartStream<Order>(key, new OrderPlaced("Li")).Events[0];
        session.QueueSqlCommand("select 42 as mt_appended_elsewhere, now(), 7");
        session.QueueSqlCommand("select 42");
        await session.SaveChangesAsync();
        Assert.Equal((await session.Events.FetchStreamAsync(key))[0].Sequence, happened.Sequence);
    }

    public ValueTask DisposeAsync() => store.DisposeAsync();
}
