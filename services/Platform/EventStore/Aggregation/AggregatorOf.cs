using System.Reflection;
using JasperFx.Events;
using Marten.Exceptions;
using Marten.Schema;
using Marten.Services;

namespace Marten.Events.Aggregation;

/// <summary>Folds by a projection, else by the class's own Evolve(IEvent), else by its Evolve(object).</summary>
internal sealed class Aggregator<T> : Aggregator where T : class
{
    readonly Func<T?, string, IEvent, T?>? withMetadata;
    readonly Func<T, object, T?>? ofData;
    readonly Action<T, long>? setVersion = VersionMember<T>.Set;
    readonly Action<object, object>? setId;

    public Aggregator(Func<T?, string, IEvent, T?>? projection) : base(typeof(T))
    {
        withMetadata = projection;
        if (withMetadata is null && Own(typeof(IEvent))?.CreateDelegate<Func<T, IEvent, T?>>() is { } own)
            withMetadata = (state, _, e) => own(state ?? Activator.CreateInstance<T>(), e);
        if (withMetadata is null) ofData = Own(typeof(object))?.CreateDelegate<Func<T, object, T?>>() ?? throw Unfoldable();
        if (typeof(T).GetProperty("Id") is { } id
            && id.PropertyType == typeof(string)) setId = Members.Setter(typeof(T), id, typeof(string));
    }

    public override bool SeesTime => withMetadata is not null;

    public override object Read(ReadOnlySpan<byte> json, Serializer serializer) => serializer.Read<T>(json);

    public override object? Fold(object? state, string key, IReadOnlyList<IEvent> events) => Fold((T?)state, key, events);

    public T? Fold(T? state, string key, IReadOnlyList<IEvent> events)
    {
        if (events.Count == 0) return state;
        for (var i = 0; i < events.Count; i++)
            state = Step(state, key, events[i]);
        return Finished(state, key, events[^1].Version);
    }

    /// <summary>One more event, without id and version.</summary>
    public T? Step(T? state, string key, IEvent e) => withMetadata is null ? Step(state, e.Data) : withMetadata(state, key, e);

    /// <summary>One more event by its payload, for folds that see no more.</summary>
    public T? Step(T? state, object data) => ofData!(state ?? Activator.CreateInstance<T>(), data);

    /// <summary>Id and version, after the last event.</summary>
    public T? Finished(T? state, string key, long version)
    {
        if (state is null) return null;
        setId?.Invoke(state, key);
        setVersion?.Invoke(state, version);
        return state;
    }

    static MethodInfo? Own(Type parameter) =>
        typeof(T).GetMethod("Evolve", BindingFlags.Public | BindingFlags.Instance, [parameter]) is { } method
        && method.GetParameters()[0].ParameterType == parameter && typeof(T).IsAssignableFrom(method.ReturnType) ? method : null;

    static InvalidDocumentException Unfoldable() => new(
        $"{typeof(T).FullName} cannot be folded: it needs a public {typeof(T).Name} Evolve(object) or Evolve(IEvent), "
        + "or a SingleStreamProjection registered for it");
}
