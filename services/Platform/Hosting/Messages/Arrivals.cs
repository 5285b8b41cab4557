using Cultivation.Contracts;

namespace Cultivation.Hosting;

/// <summary>Changes that the broker handed over and that wait to be applied, in the order of their positions.</summary>
internal sealed class Arrivals
{
    private readonly SortedDictionary<(int Epoch, long Position), Change> waiting = [];

    /// <summary>The changes of a message.</summary>
    public void Add(IReadOnlyList<Change> changes)
    {
        lock (waiting)
        {
            foreach (var change in changes)
                waiting[(change.Epoch, change.Position)] = change;
        }
    }

    /// <summary>They are dealt with, or go back to the broker.</summary>
    public void Remove(IReadOnlyList<Change> changes)
    {
        lock (waiting)
        {
            foreach (var change in changes)
                waiting.Remove((change.Epoch, change.Position));
        }
    }

    /// <summary>The position that is missing between a cursor and the first change after it; none where nothing is, or nothing waits.</summary>
    public long? Hole(Cursor at)
    {
        lock (waiting)
            return Beyond(at).FirstOrDefault() is { } first && first.Previous > at.Position ? first.Previous : null;
    }

    /// <summary>The changes of its epoch that follow a cursor, each right after the one before; none where the first of them is missing.</summary>
    public List<Change> After(Cursor at)
    {
        lock (waiting)
        {
            var run = new List<Change>();
            foreach (var change in Beyond(at))
            {
                if (change.Previous > (run.Count > 0 ? run[^1].Position : at.Position))
                    break;
                run.Add(change);
            }
            return run;
        }
    }

    private IEnumerable<Change> Beyond(Cursor at) => waiting.Values.Where(c => c.Epoch == at.Epoch && c.Position > at.Position);
}
