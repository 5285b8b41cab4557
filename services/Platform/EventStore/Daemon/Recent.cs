namespace Marten.Events.Daemon;

/// <summary>The newest decided events, shared by all subscriptions that are near the head.</summary>
internal sealed class Recent
{
    public const int Most = 2048;
    readonly Lock gate = new();
    List<StoredEvent> events = [];
    long floor;
    long ceiling;

    /// <summary>Begins anew: what is at or below this position is to be read from the database.</summary>
    public void Reset(long position)
    {
        lock (gate)
        {
            events = [];
            floor = ceiling = position;
        }
    }

    public void Add(IReadOnlyList<StoredEvent> newer, long upTo)
    {
        lock (gate)
        {
            if (events.Count + newer.Count > 2 * Most)
            {
                var dropped = Math.Max(0, events.Count - Most);
                if (dropped > 0) floor = events[dropped - 1].Sequence;
                events = events[dropped..];
            }
            events.AddRange(newer);
            ceiling = upTo;
        }
    }

    /// <summary>The next events after a position, or null when they are no longer here.</summary>
    public Page? After(long position, int most)
    {
        lock (gate)
        {
            if (position < floor) return null;
            var low = 0;
            for (var high = events.Count; low < high;)
            {
                var middle = (low + high) / 2;
                if (events[middle].Sequence <= position) low = middle + 1;
                else high = middle;
            }
            var page = events.GetRange(low, Math.Min(most, events.Count - low));
            return new(page, page.Count == most ? page[^1].Sequence : ceiling);
        }
    }
}

/// <summary>Events in order, and the position up to which there are no others.</summary>
internal readonly record struct Page(IReadOnlyList<StoredEvent> Events, long Ceiling);
