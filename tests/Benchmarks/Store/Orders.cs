namespace Cultivation.Benchmarks.Store;

/// <summary>281 bytes as JSON.</summary>
public sealed record LineAdded(string Item, int Pieces, string Note)
{
    public static readonly LineAdded Example = new("seed", 1, new string('n', 241));
}

/// <summary>The state that all benchmarks fold.</summary>
public sealed record Order(string Id, string Customer, int Lines, int Pieces, long Version)
{
    public Order() : this("", "Li", 0, 0, 0) { }

    public Order Evolve(object happened) => happened switch
    {
        LineAdded line => this with { Lines = Lines + 1, Pieces = Pieces + line.Pieces },
        _ => this,
    };
}
