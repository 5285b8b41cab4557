using JasperFx.Events;
using JasperFx.Events.Projections;

namespace Marten.Events.Projections;

/// <summary>Folds events of many streams into one document per identity and tenant. Name the identities, override Evolve.</summary>
public abstract class MultiStreamProjection<TDoc, TId> : ProjectionBase where TDoc : class where TId : notnull
{
    readonly List<(Type Type, Func<IEvent, object?> Of)> identities = [];

    protected MultiStreamProjection() => Name = typeof(TDoc).Name;

    /// <summary>
    /// Which document an event belongs to. <typeparamref name="TEvent"/> is the class of the payload, or <c>IEvent&lt;T&gt;</c> for the event
    /// with its metadata. An identity that is null, empty or the empty Guid is refused: nothing is left out in silence.
    /// </summary>
    public void Identity<TEvent>(Func<TEvent, TId> identityFunc) where TEvent : notnull
    {
        var whole = typeof(IEvent).IsAssignableFrom(typeof(TEvent));
        var payload = typeof(TEvent).IsGenericType && whole ? typeof(TEvent).GetGenericArguments()[0] : typeof(TEvent);
        identities.Add((whole && payload == typeof(TEvent) ? typeof(object) : payload,
            e => (whole ? e : e.Data) is TEvent happened ? Checked(identityFunc(happened), e) : null));
    }

    /// <summary>The document after one more event; null when there is none (any more).</summary>
    public abstract TDoc? Evolve(TDoc? snapshot, TId id, IEvent e);

    internal override Projected Projected(StoreOptions options, ProjectionLifecycle lifecycle)
    {
        if (identities.Count == 0) throw new InvalidProjectionException($"{Name} names no Identity");
        var mapping = options.Documents.For(typeof(TDoc));
        if (mapping.IdType != typeof(TId)) throw new InvalidProjectionException(
            $"{Name}: the identity is a {typeof(TId).Name}, that of {typeof(TDoc).Name} a {mapping.IdType.Name}");
        return new ProjectedDocuments<TDoc>(Name, Options, mapping)
        {
            Types = IncludedEventTypes.Count > 0 ? IncludedEventTypes : [.. identities.Select(i => i.Type)],
            Identities = e => identities.Select(i => i.Of(e)).OfType<object>().Distinct(),
            Evolve = (state, id, e) => Evolve(state, (TId)id, e),
            VersionOf = e => e.Sequence,
        };
    }

    object Checked(TId? id, IEvent e) => id is null or "" || id.Equals(default(TId))
        ? throw new InvalidProjectionException(
            $"{Name}: the identity of {e.EventTypeName} at {e.Sequence} (stream {e.StreamKey}, version {e.Version}) is empty")
        : id;
}
