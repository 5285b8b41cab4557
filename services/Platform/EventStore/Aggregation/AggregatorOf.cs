using System.Reflection;
using JasperFx.Events;
using Marten.Exceptions;
using Marten.Schema;
using Marten.Services;

namespace Marten.Events.Aggregation;

internal sealed class Aggregator<T> : Aggregator where T : class
{
    readonly Func<T?, string, IEvent, T?> evolve;
    readonly Action<T, long>? setVersion = VersionSetter();
    readonly Action<object, object>? setId;

    public Aggregator(Func<T?, string, IEvent, T?>? projection) : base(typeof(T))
    {
        evolve = projection ?? Self();
        SeesTime = projection is not null || Own(typeof(IEvent)) is not null;
        if (typeof(T).GetProperty("Id") is { } id && id.PropertyType == typeof(string)) setId = Members.Setter(typeof(T), id, typeof(string));
    }

    public override bool SeesTime { get; }

    public override object Read(ReadOnlySpan<byte> json, Serializer serializer) => serializer.Read<T>(json);

    public override object? Fold(object? state, string key, IReadOnlyList<IEvent> events) => Fold((T?)state, key, events);

    public T? Fold(T? state, string key, IReadOnlyList<IEvent> events)
    {
        if (events.Count == 0) return state;
        for (var i = 0; i < events.Count; i++) state = evolve(state, key, events[i]);
        if (state is null) return null;
        setId?.Invoke(state, key);
        setVersion?.Invoke(state, events[^1].Version);
        return state;
    }

    public override void SetVersion(object state, long version) => setVersion?.Invoke((T)state, version);

    /// <summary>The class's own Evolve(object) or Evolve(IEvent).</summary>
    static Func<T?, string, IEvent, T?> Self()
    {
        if (Own(typeof(IEvent)) is { } withMetadata)
        {
            var own = withMetadata.CreateDelegate<Func<T, IEvent, T?>>();
            return (state, _, e) => own(state ?? New(), e);
        }
        if (Own(typeof(object)) is { } ofData)
        {
            var own = ofData.CreateDelegate<Func<T, object, T?>>();
            return (state, _, e) => own(state ?? New(), e.Data);
        }
        throw new InvalidDocumentException(
            $"{typeof(T).FullName} cannot be folded: it needs a public {typeof(T).Name} Evolve(object) or Evolve(IEvent), or a SingleStreamProjection registered for it");
    }

    static MethodInfo? Own(Type parameter) =>
        typeof(T).GetMethod("Evolve", BindingFlags.Public | BindingFlags.Instance, [parameter]) is { } method
        && method.GetParameters()[0].ParameterType == parameter && typeof(T).IsAssignableFrom(method.ReturnType) ? method : null;

    static T New() => Activator.CreateInstance<T>();

    static Action<T, long>? VersionSetter()
    {
        if (typeof(T).GetProperty("Version") is not { SetMethod: { } set } property) return null;
        if (property.PropertyType == typeof(long)) return set.CreateDelegate<Action<T, long>>();
        if (property.PropertyType != typeof(int)) return null;
        var narrow = set.CreateDelegate<Action<T, int>>();
        return (state, version) => narrow(state, checked((int)version));
    }
}
