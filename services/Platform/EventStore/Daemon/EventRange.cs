namespace JasperFx.Events.Projections;

/// <summary>A page of events for one subscription, in position order.</summary>
public class EventRange
{
    internal EventRange(ShardName name, long floor, long ceiling, List<IEvent> events) =>
        (ShardName, SequenceFloor, SequenceCeiling, Events) = (name, floor, ceiling, events);

    public ShardName ShardName { get; }

    /// <summary>Everything up to here was dealt with before this page.</summary>
    public long SequenceFloor { get; }

    /// <summary>
    /// Everything up to here is dealt with when this page is saved; events that the subscription did not ask for are left out.
    /// </summary>
    public long SequenceCeiling { get; }

    public List<IEvent> Events { get; set; }

    public int Size => Events.Count;
}
