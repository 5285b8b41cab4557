namespace JasperFx.Events;

/// <summary>What the store knows of a stream without reading its events.</summary>
public class StreamState
{
    public string? Key { get; set; }

    /// <summary>Number of its events.</summary>
    public long Version { get; set; }

    public Type? AggregateType { get; set; }

    public DateTimeOffset LastTimestamp { get; set; }

    public DateTimeOffset Created { get; set; }

    public bool IsArchived { get; set; }
}
