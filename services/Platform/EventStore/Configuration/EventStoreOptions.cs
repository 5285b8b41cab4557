using JasperFx.Events;
using JasperFx.MultiTenancy;
using Marten.Schema;
using Marten.Services.Json.Transformations;

namespace Marten.Events;

internal sealed class EventStoreOptions : IEventStoreOptions
{
    public EventTypes Types { get; } = new();
    public TimeProvider? Clock { get; private set; }
    public StreamIdentity StreamIdentity { get; set; }
    public TenancyStyle TenancyStyle { get; set; }
    public EventAppendMode AppendMode { get; set; } = EventAppendMode.QuickWithServerTimestamps;
    public bool UseIdentityMapForAggregates { get; set; }
    public MetadataConfig MetadataConfig { get; } = new();
    public TimeProvider TimeProvider { get => Clock ?? TimeProvider.System; set => Clock = value; }

    public IEventStoreOptions AddEventType<TEvent>()
    {
        AddEventType(typeof(TEvent));
        return this;
    }

    public void AddEventType(Type eventType) => Types.For(eventType);

    public void AddEventTypes(IEnumerable<Type> types)
    {
        foreach (var type in types) AddEventType(type);
    }

    public void MapEventType<TEvent>(string eventTypeName) where TEvent : class => MapEventType(typeof(TEvent), eventTypeName);

    public void MapEventType(Type eventType, string eventTypeName) => Types.Map(eventType, eventTypeName);

    public IEventStoreOptions Upcast<TOldEvent, TEvent>(string eventTypeName, Func<TOldEvent, TEvent> upcast)
        where TOldEvent : class where TEvent : class => Upcast(new UpcastMapping<TOldEvent, TEvent>(eventTypeName, upcast));

    public IEventStoreOptions Upcast<TOldEvent, TEvent>(Func<TOldEvent, TEvent> upcast) where TOldEvent : class where TEvent : class =>
        Upcast(Names.Alias(typeof(TOldEvent)), upcast);

    public IEventStoreOptions Upcast<TUpcaster>() where TUpcaster : EventUpcaster, new() => Upcast(new TUpcaster());

    public IEventStoreOptions Upcast(params EventUpcaster[] upcasters)
    {
        foreach (var upcaster in upcasters) Upcast(upcaster.Mapping());
        return this;
    }

    EventStoreOptions Upcast(EventMapping upcast)
    {
        Types.Upcast(upcast);
        return this;
    }

    public void Check()
    {
        if (StreamIdentity != StreamIdentity.AsString) throw new NotSupportedException(
            "The built-in store has string stream keys: set Events.StreamIdentity to AsString");
        if (AppendMode != EventAppendMode.QuickWithServerTimestamps) throw new NotSupportedException(
            "The built-in store appends with the server's numbers and times: leave Events.AppendMode at QuickWithServerTimestamps");
        if (TenancyStyle != TenancyStyle.Conjoined) throw new NotSupportedException(
            "The built-in store has conjoined tenancy: set Events.TenancyStyle to Conjoined");
        if (UseIdentityMapForAggregates) throw new NotSupportedException(
            "The built-in store has no identity map: leave Events.UseIdentityMapForAggregates at false");
        if (MetadataConfig is not { CorrelationIdEnabled: true, CausationIdEnabled: true, HeadersEnabled: true, UserNameEnabled: true })
            throw new NotSupportedException(
                "The built-in store keeps correlation, causation, headers and user: enable all four in Events.MetadataConfig");
    }
}
