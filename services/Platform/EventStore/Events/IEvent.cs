namespace JasperFx.Events;

/// <summary>One stored fact with its metadata.</summary>
public interface IEvent
{
    Guid Id { get; set; }

    /// <summary>Position in its stream, from 1.</summary>
    long Version { get; set; }

    /// <summary>Position in the store; 0 until stored. Ascending, with holes where transactions rolled back.</summary>
    long Sequence { get; set; }

    object Data { get; }

    string? StreamKey { get; set; }

    /// <summary>When it was recorded: by the store's TimeProvider if one is set, else by the database's clock. UTC.</summary>
    DateTimeOffset Timestamp { get; set; }

    string TenantId { get; set; }

    Type EventType { get; }

    /// <summary>The stored name, for example <c>line_added</c>.</summary>
    string EventTypeName { get; set; }

    string DotNetTypeName { get; set; }

    string? CorrelationId { get; set; }

    string? CausationId { get; set; }

    string? UserName { get; set; }

    Dictionary<string, object>? Headers { get; set; }

    bool IsArchived { get; set; }

    void SetHeader(string key, object value);

    object? GetHeader(string key);
}

public interface IEvent<out T> : IEvent where T : notnull
{
    new T Data { get; }
}
