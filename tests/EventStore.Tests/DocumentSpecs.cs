using JasperFx;
using Marten;
using Marten.Exceptions;
using Marten.Schema;
using Marten.Schema.Indexing.Unique;
using Npgsql;

namespace Cultivation.EventStore.Tests;

public sealed class DocumentSpecs(Database database) : IClassFixture<Database>, IAsyncDisposable
{
    public sealed record Badge(string Number, string Owner);

    public sealed class Draft
    {
        public Guid Id { get; set; }
        public string Text { get; set; } = "";
        public DateOnly? Due { get; set; }
        public int Pages { get; set; }
    }

    public sealed record Nameless(string Text);

    readonly DocumentStore store = database.Open(options =>
    {
        options.Schema.For<Customer>()
            .UniqueIndex(UniqueIndexType.Computed, "customer_code", TenancyScope.PerTenant, x => x.Code!).Index(x => x.Name);
        options.Schema.For<Badge>().Identity(x => x.Number).UniqueIndex(x => x.Owner);
        options.Schema.For<Draft>().Index(x => x.Due).Index(x => x.Pages);
    });

    [Fact]
    public async Task a_document_is_stored_replaced_and_deleted()
    {
        await using var session = store.LightweightSession(Stores.Tenant);
        session.Store(new Customer("c1", "Li"));
        await session.SaveChangesAsync();
        session.Store(new Customer("c1", "Wang"));
        await session.SaveChangesAsync();
        Assert.Equal(new("c1", "Wang"), await session.LoadAsync<Customer>("c1"));
        session.Delete<Customer>("c1");
        await session.SaveChangesAsync();
        Assert.Null(await session.LoadAsync<Customer>("c1"));
    }

    [Fact]
    public async Task inserting_an_existing_id_is_refused()
    {
        await using var session = store.LightweightSession(Stores.Tenant);
        session.Insert(new Customer("c2", "Li"));
        await session.SaveChangesAsync();
        session.Insert(new Customer("c2", "Wang"));
        Assert.Equal("c2", (await Assert.ThrowsAsync<DocumentAlreadyExistsException>(() => session.SaveChangesAsync())).Id);
        Assert.Equal("Li", (await session.LoadAsync<Customer>("c2"))!.Name);
    }

    [Fact]
    public async Task updating_a_missing_document_is_refused_and_an_existing_one_is_updated()
    {
        await using var session = store.LightweightSession(Stores.Tenant);
        session.Store(new Customer("c3", "Li"));
        await session.SaveChangesAsync();
        session.Update(new Customer("c3", "Wang"));
        await session.SaveChangesAsync();
        Assert.Equal("Wang", (await session.LoadAsync<Customer>("c3"))!.Name);
        session.Update(new Customer("c-missing", "Li"));
        Assert.Equal("c-missing", (await Assert.ThrowsAsync<NonExistentDocumentException>(() => session.SaveChangesAsync())).Id);
    }

    [Fact]
    public async Task a_violated_unique_index_is_named()
    {
        await using var session = store.LightweightSession(Stores.Tenant);
        session.Insert(new Customer("c4", "Li", "91310114"), new Customer("c5", "Wang", "91310114"));
        var refusal = await Assert.ThrowsAsync<MartenCommandException>(() => session.SaveChangesAsync());
        Assert.Contains("customer_code", refusal.Message, StringComparison.Ordinal);
        Assert.Equal("customer_code", Assert.IsType<PostgresException>(refusal.InnerException).ConstraintName);
    }

    [Fact]
    public async Task a_unique_index_per_tenant_lets_two_tenants_have_the_same_value()
    {
        await using var session = store.LightweightSession(Stores.Tenant);
        session.Insert(new Customer("c6", "Li", "same"));
        session.ForTenant("310106").Insert(new Customer("c6", "Wang", "same"));
        await session.SaveChangesAsync();
        Assert.Equal("Li", (await session.LoadAsync<Customer>("c6"))!.Name);
        Assert.Equal("Wang", (await session.ForTenant("310106").LoadAsync<Customer>("c6"))!.Name);
    }

    [Fact]
    public async Task a_unique_index_is_otherwise_for_all_tenants_and_has_martens_name()
    {
        await using var session = store.LightweightSession(Stores.Tenant);
        session.Insert(new Badge("b1", "Li"));
        session.ForTenant("310106").Insert(new Badge("b2", "Li"));
        await Assert.ThrowsAnyAsync<Exception>(() => session.SaveChangesAsync());
        Assert.Single(await database.ColumnAsync("select indexname::text from pg_indexes where indexname = 'mt_doc_documentspecs_badge_uidx_owner'"));
    }

    [Fact]
    public async Task many_are_loaded_at_once_and_a_missing_guid_is_assigned()
    {
        var drafts = new[] { new Draft { Text = "a", Due = new(2026, 1, 2) }, new Draft { Text = "b" } };
        await using var session = store.LightweightSession(Stores.Tenant);
        session.Store(drafts);
        await session.SaveChangesAsync();
        Assert.All(drafts, d => Assert.NotEqual(Guid.Empty, d.Id));
        var found = await session.LoadManyAsync<Draft>(drafts[0].Id, drafts[1].Id, Guid.NewGuid());
        Assert.Equal(["a", "b"], found.Select(d => d.Text).Order());
        Assert.Equal("a", (await session.LoadAsync<Draft>(drafts[0].Id))!.Text);
        session.Delete(drafts[0]);
        await session.SaveChangesAsync();
        Assert.Null(await session.LoadAsync<Draft>(drafts[0].Id));
    }

    [Fact]
    public async Task a_class_without_identity_cannot_be_stored()
    {
        await using var session = store.LightweightSession(Stores.Tenant);
        Assert.Throws<InvalidDocumentException>(() => session.Store(new Nameless("x")));
    }

    [Fact]
    public async Task the_default_tenant_is_another_tenant()
    {
        await using var session = store.LightweightSession();
        session.Store(new Customer("c7", "Li"));
        await session.SaveChangesAsync();
        Assert.Equal("*DEFAULT*", session.TenantId);
        await using var query = store.QuerySession(Stores.Tenant);
        Assert.Null(await query.LoadAsync<Customer>("c7"));
    }

    public ValueTask DisposeAsync() => store.DisposeAsync();
}
