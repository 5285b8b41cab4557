using JasperFx.Events;
using JasperFx.Events.Projections;
using Marten;
using Marten.Events.Aggregation;
using Marten.Events.Projections;

namespace Cultivation.EventStore.Tests;

/// <summary>Read models over the orders of <see cref="OrderPlaced"/>.</summary>
public sealed record OrderRow(string Id, int Pieces, long Version)
{
    public OrderRow() : this("", 0, 0) { }
}

public sealed partial class OrderRows : SingleStreamProjection<OrderRow, string>
{
    public override OrderRow? Evolve(OrderRow? snapshot, string id, IEvent e) => e.Data switch
    {
        OrderPlaced => new(id, 0, 0),
        LineAdded l => (snapshot ?? new(id, 0, 0)) with { Pieces = (snapshot?.Pieces ?? 0) + l.Pieces },
        OrderClosed => null,
        _ => snapshot,
    };
}

/// <summary>What customers ordered, over all their orders.</summary>
public sealed record Buyer(string Id, int Orders, long Version);

public sealed partial class Buyers : MultiStreamProjection<Buyer, string>
{
    public Buyers() => Identity<OrderPlaced>(e => e.Customer);

    public override Buyer? Evolve(Buyer? snapshot, string id, IEvent e) => (snapshot ?? new(id, 0, 0)) with { Orders = (snapshot?.Orders ?? 0) + 1 };
}

/// <summary>How many pieces of an item were ever ordered: all writers meet here.</summary>
public sealed record ItemSold(string Id, int Pieces);

public sealed partial class ItemsSold : MultiStreamProjection<ItemSold, string>
{
    public ItemsSold() => Identity<LineAdded>(e => e.Item);

    public override ItemSold? Evolve(ItemSold? snapshot, string id, IEvent e) => new(id, (snapshot?.Pieces ?? 0) + ((LineAdded)e.Data).Pieces);
}

public sealed record ParcelBooked(Guid Parcel);

public sealed record Parcel(Guid Id, List<long> Versions);

public sealed partial class Parcels : MultiStreamProjection<Parcel, Guid>
{
    public Parcels() => Identity<IEvent<ParcelBooked>>(e => e.Data.Parcel);

    public override Parcel? Evolve(Parcel? snapshot, Guid id, IEvent e) => new(id, [.. snapshot?.Versions ?? [], e.Version]);
}

/// <summary>Every line, in a flat table and as a document.</summary>
public sealed record Line(string Id, string Item);

public sealed partial class Lines : EventProjection
{
    /// <summary>Its table; run before the first event.</summary>
    public const string Ddl = "create schema if not exists lists; create table if not exists lists.lines "
        + "(tenant_id text, stream text, version bigint, item text, primary key (tenant_id, stream, version))";

    public Lines()
    {
        Name = "Lines";
        IncludeType<LineAdded>();
        Options.DeleteDataInTableOnTeardown("lists.lines");
        Options.DeleteViewTypeOnTeardown<Line>();
    }

    public override ValueTask ApplyAsync(IDocumentOperations ops, IEvent e, CancellationToken cancellation)
    {
        var line = (LineAdded)e.Data;
        ops.QueueSqlCommand("insert into lists.lines values (?, ?, ?, ?)", e.TenantId, e.StreamKey!, e.Version, line.Item);
        ops.Store(new Line($"{e.StreamKey}/{e.Version}", line.Item));
        return ValueTask.CompletedTask;
    }
}
