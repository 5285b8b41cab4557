using Marten.Events;

namespace JasperFx.Events;

public class Event<T>(T data) : IEvent<T>, IStoredHeaders where T : notnull
{
    // Most folds do not look at headers. Several subscriptions may be given this event at once.
    volatile StoredHeaders? stored;

    public T Data { get; set; } = data;
    object IEvent.Data => Data;
    public Type EventType => typeof(T);
    public string EventTypeName { get; set; } = "";
    public string DotNetTypeName { get; set; } = "";
    public Guid Id { get; set; }
    public long Version { get; set; }
    public long Sequence { get; set; }
    public string? StreamKey { get; set; }
    public DateTimeOffset Timestamp { get; set; }
    public string TenantId { get; set; } = StorageConstants.DefaultTenantId;
    public string? CorrelationId { get; set; }
    public string? CausationId { get; set; }
    public string? UserName { get; set; }

    public Dictionary<string, object>? Headers
    {
        get => stored is { } unread ? Headers = unread.Read() : field;
        set => (field, stored) = (value, null);
    }

    StoredHeaders? IStoredHeaders.Stored { set => stored = value; }

    public bool IsArchived { get; set; }

    public void SetHeader(string key, object value) => (Headers ??= new(StringComparer.Ordinal))[key] = value;

    public object? GetHeader(string key) => Headers is not null && Headers.TryGetValue(key, out var value) ? value : null;
}
