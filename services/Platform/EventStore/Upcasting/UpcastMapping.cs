using JasperFx.Events;
using Marten.Services;

namespace Marten.Events;

/// <summary>A stored name that is read as one class and handed on as another.</summary>
internal sealed class UpcastMapping<TOld, TNew>(string name, Func<TOld, TNew> upcast) : EventMapping(typeof(TNew), name)
    where TOld : notnull where TNew : notnull
{
    readonly EventMapping<TOld> old = new(name);

    public override Type? ReadAs => typeof(TOld);

    public override IEvent Wrap(object data) => throw new InvalidOperationException($"{typeof(TNew)} is not stored as '{Name}'");

    public override IEvent Read(ReadOnlySpan<byte> json, Serializer serializer) =>
        new Event<TNew>((TNew)ReadData(json, serializer)) { EventTypeName = Name, DotNetTypeName = DotNetName };

    public override object ReadData(ReadOnlySpan<byte> json, Serializer serializer) => upcast((TOld)old.ReadData(json, serializer));
}
