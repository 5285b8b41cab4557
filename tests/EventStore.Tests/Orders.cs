using JasperFx.Events;

namespace Cultivation.EventStore.Tests;

// The events and aggregates that all tests share.
public sealed record OrderPlaced(string Customer);
public sealed record LineAdded(string Item, int Pieces);
public sealed record OrderClosed;

/// <summary>Folded from the data alone. Marten finds the events of a fold in patterns that name a variable or a discard only.</summary>
public sealed record Order(string Id, string Customer, int Pieces, bool Closed, long Version)
{
    public Order() : this("", "", 0, false, 0) { }

    public Order Evolve(object happened) => happened switch
    {
        OrderPlaced p => this with { Customer = p.Customer },
        LineAdded l => this with { Pieces = Pieces + l.Pieces },
        OrderClosed _ => this with { Closed = true },
        _ => this,
    };
}

/// <summary>Folded from whole events, its version an int.</summary>
public sealed record Journal(string Id, DateTimeOffset LastAt, string? By, int Version)
{
    public Journal() : this("", default, null, 0) { }

    public Journal Evolve(IEvent happened) => this with { LastAt = happened.Timestamp, By = happened.UserName };
}

/// <summary>Never stored; folded when asked for.</summary>
public sealed record Tally(string Id, int Events, long Version)
{
    public Tally() : this("", 0, 0) { }

    public Tally Evolve(object _) => this with { Events = Events + 1 };
}

public sealed record Customer(string Id, string Name, string? Code = null);
