namespace JasperFx.Events;

/// <summary>
/// A stream read for a decision. What is appended is stored by the session's next save, if nobody else appended meanwhile.
/// </summary>
public interface IEventStream<out T> where T : notnull
{
    /// <summary>State before this session's appends; null when the stream does not exist.</summary>
    T? Aggregate { get; }

    /// <summary>Version when it was read.</summary>
    long? StartingVersion { get; }

    /// <summary>Version after this session's appends.</summary>
    long? CurrentVersion { get; }

    string? Key { get; }

    /// <summary>Appended and not yet saved.</summary>
    IReadOnlyList<IEvent> Events { get; }

    void AppendOne(object @event);

    void AppendMany(params object[] events);

    void AppendMany(IEnumerable<object> events);
}
