using Marten.Events;
using Marten.Schema;

namespace Marten.Services.Json.Transformations;

/// <summary>Reads an old shape of an event as its new class. The stored event is never rewritten.</summary>
public abstract class EventUpcaster
{
    private protected EventUpcaster() { }

    /// <summary>The stored name whose events are read so.</summary>
    public abstract string EventTypeName { get; }

    /// <summary>What they are read as.</summary>
    public abstract Type EventType { get; }

    internal abstract EventMapping Mapping();
}

/// <summary>Override Upcast. The stored name is that of the old class unless EventTypeName is overridden, too.</summary>
public abstract class EventUpcaster<TOldEvent, TEvent> : EventUpcaster where TOldEvent : notnull where TEvent : notnull
{
    public override string EventTypeName => Names.Alias(typeof(TOldEvent));

    public override Type EventType => typeof(TEvent);

    protected abstract TEvent Upcast(TOldEvent oldEvent);

    internal override EventMapping Mapping() => new UpcastMapping<TOldEvent, TEvent>(EventTypeName, Upcast);
}
