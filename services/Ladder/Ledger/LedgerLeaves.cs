using System.Collections.Concurrent;
using Cultivation.Ladder.Days;
using Cultivation.Merkle;
using JasperFx.Events;
using JasperFx.Events.Daemon;
using JasperFx.Events.Projections;
using Marten;
using Marten.Subscriptions;
using Npgsql;

namespace Cultivation.Ladder.Ledger;

/// <summary>
/// Adds a leaf for each event of each district, in the order of the log, and signs a checkpoint when a day was closed. Leaves are a transaction of their own:
/// what stands at or below the last leaf's position has one already, so that a page that comes again changes nothing.
/// </summary>
internal sealed class LedgerLeaves : SubscriptionBase
{
    private const string Insert = $"""
        insert into {Database.Lists}.ledger_leaves (tenant_id, index, position, stream_id, version, type, leaf, nodes)
        select $1, * from unnest($2, $3, $4, $5, $6, $7, $8)
        """;

    private readonly IServiceProvider services;
    private readonly NpgsqlDataSource database;
    private readonly LedgerTree tree;
    private readonly ConcurrentDictionary<string, (long Position, Frontier Frontier)> kept = new(StringComparer.Ordinal);

    public LedgerLeaves(IServiceProvider services, NpgsqlDataSource database, LedgerTree tree)
    {
        (this.services, this.database, this.tree) = (services, database, tree);
        Name = "Ledger";
    }

    public override async Task<IChangeListener> ProcessEventsAsync(
        EventRange page, ISubscriptionController controller, IDocumentOperations operations, CancellationToken cancellationToken)
    {
        foreach (var ofTenant in page.Events.GroupBy(e => e.TenantId, e => e.Sequence))
            await Add(ofTenant.Key, [.. ofTenant], cancellationToken);
        // The signer needs the store, which is made after its subscriptions.
        foreach (var tenant in page.Events.Where(EndsYesterday).Select(e => e.TenantId).Distinct())
            await services.GetRequiredService<CheckpointSigner>().Run(tenant, "service:ladder", cancellationToken);
        return NullChangeListener.Instance;
    }

    // History that is loaded closes many days, and needs no checkpoint for each.
    private static bool EndsYesterday(IEvent e) => e.Data is DayClosed closed && closed.Day >= Clock.Day(e.Timestamp).AddDays(-1);

    /// <summary>Where a district's tree ends is kept from page to page, so that a page costs a query and an insert.</summary>
    internal async Task Add(string tenant, long[] positions, CancellationToken cancellation)
    {
        if (kept.TryRemove(tenant, out var end))
        {
            try
            {
                await Add(tenant, positions, end, cancellation);
                return;
            }
            catch (PostgresException refused) when (refused.SqlState == PostgresErrorCodes.UniqueViolation)
            {
                // Another process has led in between: the table says where the tree ends.
            }
        }
        var head = await tree.Head(tenant, cancellation);
        await Add(tenant, positions, (head.Position, await tree.At(tenant, head.Size, cancellation)), cancellation);
    }

    private async Task Add(string tenant, long[] positions, (long Position, Frontier Frontier) end, CancellationToken cancellation)
    {
        var (last, frontier) = end;
        var size = frontier.Size;
        var happened = await LoggedEvent.Where(database, "e.seq_id = any($1)", cancellation, positions.Where(p => p > last).ToArray());
        if (happened.Count == 0)
        {
            kept[tenant] = end;
            return;
        }
        var leaves = happened.Select(e => e.Leaf()).ToArray();
        var nodes = leaves.Select(leaf => frontier.Add(leaf).SelectMany(node => node).ToArray()).ToArray();
        await using var insert = database.CreateCommand(Insert);
        object[] values =
        [
            tenant, happened.Select((_, i) => size + i).ToArray(), happened.Select(e => e.Position).ToArray(), happened.Select(e => e.Stream).ToArray(),
            happened.Select(e => e.Version).ToArray(), happened.Select(e => e.Type).ToArray(), leaves, nodes,
        ];
        foreach (var value in values)
            insert.Parameters.Add(new() { Value = value });
        await insert.ExecuteNonQueryAsync(cancellation);
        kept[tenant] = (happened[^1].Position, frontier);
    }
}
