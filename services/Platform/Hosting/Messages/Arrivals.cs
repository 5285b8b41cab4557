namespace Cultivation.Hosting;

/// <summary>Changes that the broker handed over and that wait to be applied, in the order of their positions.</summary>
internal sealed class Arrivals
{
    private readonly SortedDictionary<long, Change> waiting = [];

    public void Add(Change change)
    {
        lock (waiting)
            waiting[change.Position] = change;
    }

    /// <summary>It is dealt with, or goes back to the broker.</summary>
    public void Remove(Change change)
    {
        lock (waiting)
            waiting.Remove(change.Position);
    }

    /// <summary>The first changes after a position, as far as each follows the one before; a hole before the first is not looked at.</summary>
    public List<Change> After(long position)
    {
        lock (waiting)
        {
            var run = new List<Change>();
            foreach (var change in waiting.Values.Where(c => c.Position > position))
            {
                if (run.Count > 0 && change.Previous > run[^1].Position)
                    break;
                run.Add(change);
            }
            return run;
        }
    }
}
