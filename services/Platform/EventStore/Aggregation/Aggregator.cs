using JasperFx.Events;
using Marten.Schema;
using Marten.Services;

namespace Marten.Events.Aggregation;

/// <summary>How a class is folded from its stream.</summary>
internal abstract class Aggregator(Type type)
{
    public Type Type { get; } = type;

    /// <summary>The stored name of the stream type.</summary>
    public string Alias { get; } = Names.Alias(type);

    /// <summary>Where its snapshot is stored; null for a live aggregate.</summary>
    public DocumentMapping? Snapshot { get; set; }

    /// <summary>The snapshot is stored in the transaction of the events.</summary>
    public bool IsInline { get; set; }

    /// <summary>Where the snapshot is stored with the events; null when it is not.</summary>
    public DocumentMapping? InlineSnapshot => IsInline ? Snapshot : null;

    /// <summary>The fold is given the whole event, so it may depend on its time.</summary>
    public abstract bool SeesTime { get; }

    /// <summary>A stored snapshot.</summary>
    public abstract object Read(ReadOnlySpan<byte> json, Serializer serializer);

    public abstract object? Fold(object? state, string key, IReadOnlyList<IEvent> events);
}
