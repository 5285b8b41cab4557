using JasperFx.Events;
using JasperFx.Events.Projections;
using Marten.Events.Aggregation;
using Marten.Internal;
using Marten.Schema;
using Npgsql;

namespace Marten.Events.Projections;

/// <summary>A projection as the store runs it: turns a page of events into writes of a session.</summary>
internal abstract class Projected(string name, AsyncOptions options)
{
    public string Name => name;

    public AsyncOptions Options => options;

    /// <summary>Event classes it wants; none named means all.</summary>
    public List<Type> Types { get; init; } = [];

    /// <summary>How one stream is folded into its document, where the projection does that.</summary>
    public virtual Aggregator? Aggregator => null;

    /// <summary>Of an event it looks at nothing but stream, version and payload.</summary>
    public bool SeesPayloadsOnly => Aggregator is { SeesTime: false };

    /// <summary>Not the streams that were started for its document's class: their snapshot is stored by the append itself.</summary>
    public bool IsBeside(StreamAction stream) => Aggregator is null || stream.AggregateType != Aggregator.Type;

    /// <summary>Document classes that it alone writes.</summary>
    public abstract IReadOnlyList<DocumentMapping> Documents { get; }

    /// <summary>Queues the writes that these events lead to.</summary>
    /// <param name="session">Takes the writes; its documents may be those of a rebuild.</param>
    /// <param name="events">In order, of any tenants.</param>
    /// <param name="inside">The connection of an open transaction, when what is read must be seen from inside it.</param>
    public abstract Task ApplyAsync(DocumentSession session, IReadOnlyList<IEvent> events, NpgsqlConnection? inside, CancellationToken token);

    /// <summary>Names of what two savers must not write at once, for inline projections that read before they write.</summary>
    public virtual IEnumerable<string> Locks(IReadOnlyList<IEvent> events) => [];

    /// <summary>The class of the projection or of a document that it writes.</summary>
    public bool IsOf(Type type) => Source == type || Documents.Any(d => d.Type == type);

    /// <summary>The class that was registered.</summary>
    public Type? Source { get; set; }

    public bool Wants(IEvent e) => Types.Count == 0 || Types.Exists(t => t.IsInstanceOfType(e.Data));
}
