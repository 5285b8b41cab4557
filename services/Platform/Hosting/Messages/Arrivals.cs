namespace Cultivation.Hosting;

/// <summary>Changes that the broker handed over and that wait to be applied, in the order of their positions.</summary>
internal sealed class Arrivals
{
    private readonly SortedDictionary<(int Epoch, long Position), Change> waiting = [];

    public void Add(Change change)
    {
        lock (waiting)
            waiting[(change.Epoch, change.Position)] = change;
    }

    /// <summary>It is dealt with, or goes back to the broker.</summary>
    public void Remove(Change change)
    {
        lock (waiting)
            waiting.Remove((change.Epoch, change.Position));
    }

    /// <summary>The first changes of its epoch after a cursor, as far as each follows the one before; a hole before the first is not looked at.</summary>
    public List<Change> After(Cursor at)
    {
        lock (waiting)
        {
            var run = new List<Change>();
            foreach (var change in waiting.Values.Where(c => c.Epoch == at.Epoch && c.Position > at.Position))
            {
                if (run.Count > 0 && change.Previous > run[^1].Position)
                    break;
                run.Add(change);
            }
            return run;
        }
    }
}
