using JasperFx.Events;
using JasperFx.Events.Projections;
using Marten.Events.Aggregation;
using Marten.Events.Projections;

namespace Cultivation.Hosting;

/// <summary>The state of a stream, folded and stored with its events.</summary>
public static class KeptState
{
    /// <summary>Keeps a class for the streams that hold these events.</summary>
    /// <param name="fold">The state after one more event; null where there is none any more.</param>
    /// <param name="events">All that such a stream may hold, so that the state's version is always the stream's.</param>
    public static void Keep<T>(this ProjectionOptions projections, Func<T, IEvent, T?> fold, params Type[] events) where T : class, new() =>
        projections.Add(new Kept<T>(fold, events), ProjectionLifecycle.Inline);
}

/// <summary>A fold that names its events: one that does not is applied to the streams of all other classes too.</summary>
internal sealed class Kept<T> : SingleStreamProjection<T, string> where T : class, new()
{
    private readonly Func<T, IEvent, T?> fold;

    public Kept(Func<T, IEvent, T?> fold, Type[] events)
    {
        this.fold = fold;
        foreach (var type in events)
            IncludeType(type);
    }

    public override T? Evolve(T? snapshot, string id, IEvent e) => fold(snapshot ?? new(), e);
}
