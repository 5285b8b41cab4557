using System.Collections.Concurrent;
using JasperFx.Events.Daemon;
using JasperFx.Events.Projections;
using JasperFx.Events.Subscriptions;
using Marten.Events.Aggregation;
using Marten.Exceptions;
using Marten.Subscriptions;

namespace Marten.Events.Projections;

/// <summary><c>options.Projections</c>: what is folded from events, and when.</summary>
public class ProjectionOptions
{
    readonly StoreOptions options;
    readonly ConcurrentDictionary<Type, Aggregator> aggregators = new();
    bool isSealed;

    internal ProjectionOptions(StoreOptions options) => this.options = options;

    /// <summary>Errors of projections and subscriptions are never skipped.</summary>
    public ErrorHandlingOptions Errors { get; } = new();

    internal List<SubscriptionRegistration> Subscriptions { get; } = [];

    /// <summary>Those whose snapshot is stored with the events.</summary>
    internal Aggregator[] Inline { get; private set; } = [];

    /// <summary>Some snapshot may depend on the time of an event.</summary>
    internal bool SeesTime { get; private set; }

    /// <summary>Folds a class by its own Evolve and stores the result as a document in the transaction of the events.</summary>
    public MartenRegistry.DocumentMappingExpression<T> Snapshot<T>(SnapshotLifecycle lifecycle) where T : class
    {
        if (lifecycle != SnapshotLifecycle.Inline) throw new NotSupportedException(
            $"Snapshot<{typeof(T).Name}>: asynchronous snapshots are not built yet");
        Register(new Aggregator<T>(null), inline: true);
        return options.Schema.For<T>();
    }

    /// <summary>Folds a class from its events whenever it is asked for. Any class with Evolve is live without this call.</summary>
    public MartenRegistry.DocumentMappingExpression<T> LiveStreamAggregation<T>() where T : class
    {
        Register(new Aggregator<T>(null), inline: false);
        return new(new(typeof(T)));
    }

    public void Add<TProjection>(ProjectionLifecycle lifecycle) where TProjection : ProjectionBase, new() =>
        Add(new TProjection(), lifecycle);

    public void Add(ProjectionBase projection, ProjectionLifecycle lifecycle)
    {
        if (lifecycle == ProjectionLifecycle.Async || projection is not IFoldsOneStream single)
            throw new NotSupportedException($"{projection.GetType().Name}: only single-stream projections, inline or live, are built yet");
        Register(single.Aggregator(), lifecycle == ProjectionLifecycle.Inline);
    }

    public void Subscribe(ISubscription subscription, Action<ISubscriptionOptions>? configure = null) =>
        Subscriptions.Add(SubscriptionRegistration.Of(subscription, configure));

    internal Aggregator For(Type type) =>
        aggregators.GetOrAdd(type, static t => (Aggregator)Activator.CreateInstance(typeof(Aggregator<>).MakeGenericType(t), [null])!);

    internal Aggregator<T> For<T>() where T : class =>
        (Aggregator<T>)(aggregators.TryGetValue(typeof(T), out var known)
            ? known : aggregators.GetOrAdd(typeof(T), static _ => new Aggregator<T>(null)));

    /// <summary>The aggregate class of a stored stream type, if this store has it.</summary>
    internal Type? Named(string alias) => aggregators.Values.FirstOrDefault(a => a.Alias == alias)?.Type;

    internal void Seal()
    {
        isSealed = true;
        Inline = [.. aggregators.Values.Where(a => a.Snapshot is not null)];
        SeesTime = Inline.Any(a => a.SeesTime);
        foreach (var alias in aggregators.Values.GroupBy(a => a.Alias, StringComparer.Ordinal).Where(g => g.Count() > 1))
        {
            var types = string.Join(", ", alias.Select(a => a.Type));
            throw new InvalidOperationException($"The aggregates {types} share the stream type '{alias.Key}'");
        }
        if (Subscriptions.GroupBy(s => s.Shard.Identity, StringComparer.Ordinal).FirstOrDefault(g => g.Count() > 1) is { } twice)
            throw new InvalidOperationException($"Two subscriptions are named '{twice.Key}'");
    }

    void Register(Aggregator aggregator, bool inline)
    {
        if (isSealed) throw new InvalidOperationException("The store is already built");
        if (inline)
        {
            aggregator.Snapshot = options.Documents.For(aggregator.Type);
            aggregator.Snapshot.IsSnapshot = true;
        }
        if (!aggregators.TryAdd(aggregator.Type, aggregator)) throw new InvalidOperationException($"{aggregator.Type} already has a fold");
    }
}
