using System.Text.Json.Serialization.Metadata;
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

    /// <summary>The old class, when this is how an old shape is read; null for an ordinary event.</summary>
    public virtual Type? ReadAs => null;

    public abstract IEvent Wrap(object data);

    public abstract IEvent Read(ReadOnlySpan<byte> json, Serializer serializer);

    /// <summary>The payload alone, for folds that ask for no more.</summary>
    public abstract object ReadData(ReadOnlySpan<byte> json, Serializer serializer);

    public static EventMapping For(Type type, string name) =>
        (EventMapping)Activator.CreateInstance(typeof(EventMapping<>).MakeGenericType(type), name)!;
}

internal sealed class EventMapping<T>(string name) : EventMapping(typeof(T), name) where T : notnull
{
    JsonTypeInfo<T>? type;

    public override IEvent Wrap(object data) => new Event<T>((T)data);

    public override IEvent Read(ReadOnlySpan<byte> json, Serializer serializer) => Named(new(Data(json, serializer)));

    public override object ReadData(ReadOnlySpan<byte> json, Serializer serializer) => Data(json, serializer);

    T Data(ReadOnlySpan<byte> json, Serializer serializer) => Serializer.Read(json, type ??= serializer.Of<T>());

    Event<T> Named(Event<T> happened)
    {
        happened.EventTypeName = Name;
        happened.DotNetTypeName = DotNetName;
        return happened;
    }
}
