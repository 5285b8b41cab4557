using JasperFx.Events;
using Marten.Schema;
using Marten.Services;

namespace Marten.Events;

/// <summary>An event class with its stored name. One instance per class, so that reading an event needs no reflection.</summary>
internal abstract class EventMapping(Type type, string name)
{
    public Type Type { get; } = type;
    public string Name { get; } = name;
    public string DotNetName { get; } = Names.DotNet(type);

    public abstract IEvent Wrap(object data);

    public abstract IEvent Read(ReadOnlySpan<byte> json, Serializer serializer);

    public static EventMapping For(Type type, string name) =>
        (EventMapping)Activator.CreateInstance(typeof(EventMapping<>).MakeGenericType(type), name)!;
}

internal sealed class EventMapping<T>(string name) : EventMapping(typeof(T), name) where T : notnull
{
    public override IEvent Wrap(object data) => new Event<T>((T)data);

    public override IEvent Read(ReadOnlySpan<byte> json, Serializer serializer) => Named(new(serializer.Read<T>(json)));

    Event<T> Named(Event<T> happened)
    {
        happened.EventTypeName = Name;
        happened.DotNetTypeName = DotNetName;
        return happened;
    }
}
