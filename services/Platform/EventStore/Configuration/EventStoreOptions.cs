using JasperFx.Events;
using JasperFx.MultiTenancy;

namespace Marten.Events;

public interface IEventStoreOptions
{
    StreamIdentity StreamIdentity { get; set; }

    TenancyStyle TenancyStyle { get; set; }

    MetadataConfig MetadataConfig { get; }

    /// <summary>When set, its clock dates events; else the database's does.</summary>
    TimeProvider TimeProvider { get; set; }

    IEventStoreOptions AddEventType<TEvent>();
    void AddEventType(Type eventType);
    void AddEventTypes(IEnumerable<Type> types);

    /// <summary>Gives a class another stored name than its own in snake case.</summary>
    void MapEventType<TEvent>(string eventTypeName) where TEvent : class;
    void MapEventType(Type eventType, string eventTypeName);
}

/// <summary>
/// Which columns beside the payload are kept. The built-in store always has all four and refuses a store that asks for fewer.
/// </summary>
public class MetadataConfig
{
    internal MetadataConfig() { }
    public bool CorrelationIdEnabled { get; set; }
    public bool CausationIdEnabled { get; set; }
    public bool HeadersEnabled { get; set; }
    public bool UserNameEnabled { get; set; }
}

internal sealed class EventStoreOptions : IEventStoreOptions
{
    public EventTypes Types { get; } = new();
    public TimeProvider? Clock { get; private set; }
    public StreamIdentity StreamIdentity { get; set; }
    public TenancyStyle TenancyStyle { get; set; }
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

    public void Check()
    {
        if (StreamIdentity != StreamIdentity.AsString) throw new NotSupportedException(
            "The built-in store has string stream keys: set Events.StreamIdentity to AsString");
        if (TenancyStyle != TenancyStyle.Conjoined) throw new NotSupportedException(
            "The built-in store has conjoined tenancy: set Events.TenancyStyle to Conjoined");
        if (MetadataConfig is not { CorrelationIdEnabled: true, CausationIdEnabled: true, HeadersEnabled: true, UserNameEnabled: true })
            throw new NotSupportedException(
                "The built-in store keeps correlation, causation, headers and user: enable all four in Events.MetadataConfig");
    }
}
