using System.Collections.Concurrent;
using Cultivation.Finance.Banks;
using Cultivation.Finance.Products;
using Marten;
using Marten.Services;

namespace Cultivation.Finance.Eligibility;

/// <summary>The districts' catalogues, parsed once per version and kept in memory.</summary>
internal sealed class Catalogues
{
    private readonly ConcurrentDictionary<string, Offer> known = new(StringComparer.Ordinal);

    /// <summary>What the district offers as it stands: for what people ask, whose refusals rest on it too.</summary>
    public async ValueTask<Offer> Now(IQuerySession session, CancellationToken cancellation)
    {
        var tenant = session.TenantId;
        var version = (await session.QueryAsync<long>("select version from finance.catalogues where tenant_id = ?", cancellation, tenant)).FirstOrDefault();
        if (known.TryGetValue(tenant, out var found) && found.Version == version)
            return found;
        var products = await session.QueryAsync<Product>("where tenant_id = ?", cancellation, tenant);
        var banks = await session.QueryAsync<Bank>("where tenant_id = ?", cancellation, tenant);
        var units = await session.LoadAsync<LeadUnits>(LeadUnits.Key, cancellation);
        return known.AddOrUpdate(
            tenant, static (_, read) => read, static (_, before, read) => before.Version > read.Version ? before : read,
            new Offer(version, new Catalogue(products, banks, units)));
    }

    /// <summary>
    /// What the district offers as this process last saw it. Enough where the save expects it, and where nothing is appended: whoever changes
    /// the offer walks over all accounts afterwards. Once a save that expected it did not come to its end, it is asked for again.
    /// </summary>
    public ValueTask<Offer> LastSeen(IDocumentSession session, CancellationToken cancellation) =>
        known.TryGetValue(session.TenantId, out var found) && (!found.InDoubt || Expects(session, found)) ? new(found) : Now(session, cancellation);

    /// <summary>Lets the save fail, to be tried again, if the offer has changed since.</summary>
    public static void Expect(IDocumentSession session, Offer offer)
    {
        if (Expects(session, offer))
            return;
        offer.InDoubt = true;
        session.Listeners.Add(new Proven(offer));
        session.QueueSqlCommand("call finance.rest_on_catalogue(?, ?)", session.TenantId, offer.Version);
    }

    /// <summary>Says, in the transaction of a product's or bank's event, that the district's catalogue has changed.</summary>
    public static void Touch(IDocumentSession session) => session.QueueSqlCommand("call finance.change_catalogue(?)", session.TenantId);

    private static bool Expects(IDocumentSession session, Offer offer) => session.Listeners.OfType<Proven>().Any(expected => expected.Offer == offer);

    private sealed class Proven(Offer offer) : DocumentSessionListenerBase
    {
        public Offer Offer => offer;

        public override Task AfterCommitAsync(IDocumentSession session, IChangeSet commit, CancellationToken token)
        {
            offer.InDoubt = false;
            return Task.CompletedTask;
        }
    }
}

/// <summary>A version of a district's catalogue.</summary>
internal sealed record Offer(long Version, Catalogue Catalogue)
{
    private volatile bool inDoubt;

    /// <summary>A save that expects this version is under way, or has failed.</summary>
    public bool InDoubt { get => inDoubt; set => inDoubt = value; }
}
