using Marten.Events;

namespace JasperFx.Events;

/// <summary>What a session will append to one stream when it saves.</summary>
public class StreamAction
{
    readonly List<IEvent> events = [];

    internal StreamAction(string tenantId, string key, StreamGuard guard)
    {
        TenantId = tenantId;
        Key = key;
        Guard = guard;
    }

    public string TenantId { get; }
    public string Key { get; }
    public Type? AggregateType { get; internal set; }
    public IReadOnlyList<IEvent> Events => events;

    /// <summary>The version the stream must have before the append; null when any will do.</summary>
    public long? ExpectedVersionOnServer { get; internal set; }

    /// <summary>The stream's version after the save; 0 before.</summary>
    public long Version { get; internal set; }

    internal StreamGuard Guard { get; set; }

    /// <summary>The folded state at the expected version, when the session already knows it.</summary>
    internal object? State { get; set; }

    internal bool StateKnown { get; set; }

    /// <summary>The state after the events that wait to be saved.</summary>
    internal object? Next { get; set; }

    internal void Add(IEvent happened) => events.Add(happened);

    /// <summary>Lets a stream that was read for writing be written again by the same session.</summary>
    internal void Saved()
    {
        Version = events[^1].Version;
        State = Next;
        ExpectedVersionOnServer = Version;
        Guard = StreamGuard.Version;
        events.Clear();
    }
}
