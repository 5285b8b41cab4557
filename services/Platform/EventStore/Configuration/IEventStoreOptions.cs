using JasperFx.Events;
using JasperFx.MultiTenancy;
using Marten.Services.Json.Transformations;

namespace Marten.Events;

public interface IEventStoreOptions
{
    StreamIdentity StreamIdentity { get; set; }

    TenancyStyle TenancyStyle { get; set; }

    /// <summary>Only QuickWithServerTimestamps, the default.</summary>
    EventAppendMode AppendMode { get; set; }

    /// <summary>Only false. Marten's default is true, with which what a session fetched is what it folds on, whatever was saved since.</summary>
    bool UseIdentityMapForAggregates { get; set; }

    MetadataConfig MetadataConfig { get; }

    /// <summary>When set, its clock dates events; else the database's does.</summary>
    TimeProvider TimeProvider { get; set; }

    IEventStoreOptions AddEventType<TEvent>();
    void AddEventType(Type eventType);
    void AddEventTypes(IEnumerable<Type> types);

    /// <summary>Gives a class another stored name than its own in snake case.</summary>
    void MapEventType<TEvent>(string eventTypeName) where TEvent : class;
    void MapEventType(Type eventType, string eventTypeName);

    /// <summary>Events stored under a name are read as the old class and handed on as the new one.</summary>
    /// <exception cref="InvalidOperationException">The name already means another class.</exception>
    IEventStoreOptions Upcast<TOldEvent, TEvent>(string eventTypeName, Func<TOldEvent, TEvent> upcast) where TOldEvent : class where TEvent : class;

    /// <summary>As the other; the stored name is that of the old class in snake case.</summary>
    IEventStoreOptions Upcast<TOldEvent, TEvent>(Func<TOldEvent, TEvent> upcast) where TOldEvent : class where TEvent : class;

    IEventStoreOptions Upcast<TUpcaster>() where TUpcaster : EventUpcaster, new();

    IEventStoreOptions Upcast(params EventUpcaster[] upcasters);
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
