using System.Collections.Concurrent;
using Cultivation.Finance.Banks;
using Cultivation.Finance.Products;
using Marten;

namespace Cultivation.Finance.Eligibility;

/// <summary>The districts' catalogues, parsed once per version and kept in memory.</summary>
internal sealed class Catalogues
{
    private readonly ConcurrentDictionary<string, (long Version, Catalogue Catalogue)> known = new(StringComparer.Ordinal);

    /// <summary>The district's catalogue as it stands. What is decided on it must be saved with <see cref="Expect"/>.</summary>
    public async ValueTask<(long Version, Catalogue Catalogue)> For(IQuerySession session, CancellationToken cancellation)
    {
        var tenant = session.TenantId;
        var version = (await session.QueryAsync<long>("select version from finance.catalogues where tenant_id = ?", cancellation, tenant)).FirstOrDefault();
        if (known.TryGetValue(tenant, out var found) && found.Version == version)
            return found;
        var products = await session.QueryAsync<Product>("where tenant_id = ?", cancellation, tenant);
        var banks = await session.QueryAsync<Bank>("where tenant_id = ?", cancellation, tenant);
        return known[tenant] = (version, new Catalogue(products, banks));
    }

    /// <summary>Lets the save fail, to be tried again, if the catalogue has changed since.</summary>
    public static void Expect(IDocumentSession session, long version) =>
        session.QueueSqlCommand("select finance.expect_catalogue(?, ?)", session.TenantId, version);

    /// <summary>Says, in the transaction of a product's or bank's event, that the district's catalogue has changed.</summary>
    public static void Touch(IDocumentSession session) => session.QueueSqlCommand("select finance.touch_catalogue(?)", session.TenantId);
}
