using JasperFx.Events;
using Marten.Events.Projections;

namespace Marten.Events.Aggregation;

/// <summary>Folds one stream into one document. Override Evolve.</summary>
public abstract class SingleStreamProjection<TDoc, TId> : ProjectionBase, IFoldsOneStream where TDoc : class where TId : notnull
{
    protected SingleStreamProjection() => Name = GetType().Name;

    /// <summary>The document after one more event; null when there is none (any more).</summary>
    public abstract TDoc? Evolve(TDoc? snapshot, TId id, IEvent e);

    Aggregator IFoldsOneStream.Aggregator() => this is SingleStreamProjection<TDoc, string> keyed
        ? new Aggregator<TDoc>(keyed.Evolve)
        : throw new NotSupportedException($"{GetType().Name}: streams have string keys, so TId is string");
}

/// <summary>Lets the options take a projection without knowing its type arguments.</summary>
internal interface IFoldsOneStream
{
    Aggregator Aggregator();
}
