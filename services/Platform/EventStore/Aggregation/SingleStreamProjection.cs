using JasperFx.Events;
using JasperFx.Events.Projections;
using Marten.Events.Projections;
using Marten.Schema;

namespace Marten.Events.Aggregation;

/// <summary>
/// Folds one stream into one document. Override Evolve. Every stream that has events it includes is folded; inline, those that were started
/// for the document's class take no further round trip.
/// </summary>
public abstract class SingleStreamProjection<TDoc, TId> : ProjectionBase where TDoc : class where TId : notnull
{
    protected SingleStreamProjection() => Name = Names.InCode(typeof(TDoc));

    /// <summary>The document after one more event; null when there is none (any more).</summary>
    public abstract TDoc? Evolve(TDoc? snapshot, TId id, IEvent e);

    internal override Projected Projected(StoreOptions options, ProjectionLifecycle lifecycle) =>
        this is SingleStreamProjection<TDoc, string> keyed
            ? SingleStream.Of(Name, Options, new Aggregator<TDoc>(keyed.Evolve), options.Documents.For(typeof(TDoc)), null, IncludedEventTypes)
            : throw new InvalidProjectionException($"{GetType().Name}: streams have string keys, so TId is string");
}

internal static class SingleStream
{
    /// <summary>The fold of a stream, as the tail runs it.</summary>
    public static ProjectedDocuments<T> Of<T>(
        string name, AsyncOptions options, Aggregator<T> fold, DocumentMapping mapping, string? streamType, List<Type> types) where T : class =>
        new(name, options, mapping)
        {
            Types = types,
            Identities = e => [e.StreamKey!],
            Evolve = (state, id, e) => fold.Step(state, (string)id, e),
            VersionOf = e => e.Version,
            Stream = fold,
            StreamType = streamType,
        };
}
