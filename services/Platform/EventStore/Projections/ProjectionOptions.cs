using System.Collections.Concurrent;
using JasperFx.Events;
using JasperFx.Events.Daemon;
using JasperFx.Events.Projections;
using JasperFx.Events.Subscriptions;
using Marten.Events.Aggregation;
using Marten.Schema;
using Marten.Subscriptions;

namespace Marten.Events.Projections;

/// <summary><c>options.Projections</c>: what is folded from events, and when.</summary>
public class ProjectionOptions
{
    readonly StoreOptions options;
    readonly ConcurrentDictionary<Type, Aggregator> aggregators = new();
    readonly List<Projected> inline = [];
    bool isSealed;

    internal ProjectionOptions(StoreOptions options) => this.options = options;

    /// <summary>Errors of projections and subscriptions are never skipped.</summary>
    public ErrorHandlingOptions Errors { get; } = new();

    /// <summary>Everything that runs on the tail: subscriptions and asynchronous projections.</summary>
    internal List<SubscriptionRegistration> Subscriptions { get; } = [];

    /// <summary>What does not run on the tail, and still can be rebuilt.</summary>
    internal List<SubscriptionRegistration> InlineRebuilds { get; } = [];

    /// <summary>All that an operator may name.</summary>
    internal IEnumerable<SubscriptionRegistration> Declared => Subscriptions.Concat(InlineRebuilds);

    /// <summary>Those whose snapshot is stored with the events.</summary>
    internal Aggregator[] Inline { get; private set; } = [];

    /// <summary>Some snapshot may depend on the time of an event.</summary>
    internal bool SeesTime { get; private set; }

    /// <summary>
    /// Folds a class by its own Evolve and stores the result as a document: in the transaction of the events, or a moment later. Only
    /// streams of this class are folded.
    /// </summary>
    public MartenRegistry.DocumentMappingExpression<T> Snapshot<T>(SnapshotLifecycle lifecycle, Action<AsyncOptions>? asyncConfiguration = null)
        where T : class
    {
        var aggregator = new Aggregator<T>(null);
        var async = new AsyncOptions();
        asyncConfiguration?.Invoke(async);
        Register(aggregator, lifecycle == SnapshotLifecycle.Inline ? ProjectionLifecycle.Inline : ProjectionLifecycle.Async);
        var projected = SingleStream.Of(Names.InCode(typeof(T)), async, aggregator, options.Documents.For(typeof(T)), aggregator.Alias, []);
        if (lifecycle == SnapshotLifecycle.Async) Run(projected);
        else InlineRebuilds.Add(SubscriptionRegistration.Of(projected, isInline: true));
        return options.Schema.For<T>();
    }

    /// <summary>Folds a class from its events whenever it is asked for. Any class with Evolve is live without this call.</summary>
    public MartenRegistry.DocumentMappingExpression<T> LiveStreamAggregation<T>() where T : class
    {
        Register(new Aggregator<T>(null), ProjectionLifecycle.Live);
        return new(new(typeof(T)));
    }

    public void Add<TProjection>(ProjectionLifecycle lifecycle) where TProjection : ProjectionBase, new() =>
        Add(new TProjection(), lifecycle);

    /// <summary>Inline: in the transaction of the events. Async: on the tail. Live: folded when asked for, single streams only.</summary>
    /// <exception cref="InvalidProjectionException">The projection cannot be run so.</exception>
    public void Add(ProjectionBase projection, ProjectionLifecycle lifecycle)
    {
        var projected = projection.Projected(options, lifecycle);
        projected.Source = projection.GetType();
        if (projected.Aggregator is { } aggregator) Register(aggregator, lifecycle);
        else if (lifecycle == ProjectionLifecycle.Live) throw new InvalidProjectionException($"{projection.Name}: only single streams are live");
        foreach (var document in projected.Documents) document.IsSnapshot |= projection is not EventProjection;
        if (lifecycle == ProjectionLifecycle.Async) Run(projected);
        if (lifecycle != ProjectionLifecycle.Inline) return;
        inline.Add(projected);
        InlineRebuilds.Add(SubscriptionRegistration.Of(projected, isInline: true));
    }

    public void Subscribe(ISubscription subscription, Action<ISubscriptionOptions>? configure = null) =>
        Subscriptions.Add(SubscriptionRegistration.Of(subscription, configure));

    /// <summary>The inline projections that have something to do with what is saved.</summary>
    internal Projected[] InlineFor(IReadOnlyList<StreamAction> streams) => inline.Count == 0 || streams.Count == 0 ? []
        : [.. inline.Where(p => streams.Any(s => p.IsBeside(s) && s.Events.Any(p.Wants)))];

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
        Inline = [.. aggregators.Values.Where(a => a.IsInline)];
        SeesTime = Inline.Any(a => a.SeesTime);
        foreach (var alias in aggregators.Values.GroupBy(a => a.Alias, StringComparer.Ordinal).Where(g => g.Count() > 1))
        {
            var types = string.Join(", ", alias.Select(a => a.Type));
            throw new InvalidOperationException($"The aggregates {types} share the stream type '{alias.Key}'");
        }
        if (Subscriptions.Concat(InlineRebuilds).GroupBy(s => s.Shard.Identity, StringComparer.Ordinal).FirstOrDefault(g => g.Count() > 1) is { } twice)
            throw new InvalidOperationException($"Two subscriptions or projections are named '{twice.Key}'");
    }

    void Run(Projected projected) => Subscriptions.Add(SubscriptionRegistration.Of(projected));

    void Register(Aggregator aggregator, ProjectionLifecycle lifecycle)
    {
        if (isSealed) throw new InvalidOperationException("The store is already built");
        if (lifecycle != ProjectionLifecycle.Live)
        {
            aggregator.Snapshot = options.Documents.For(aggregator.Type);
            aggregator.Snapshot.IsSnapshot = true;
            aggregator.IsInline = lifecycle == ProjectionLifecycle.Inline;
        }
        if (!aggregators.TryAdd(aggregator.Type, aggregator)) throw new InvalidOperationException($"{aggregator.Type} already has a fold");
    }
}
