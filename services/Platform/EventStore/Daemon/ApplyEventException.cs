namespace JasperFx.Events.Daemon;

/// <summary>A projection could not apply an event; the inner exception says why.</summary>
public class ApplyEventException(IEvent @event, Exception innerException) : Exception(
    $"Failure to apply event #{@event.Sequence} ({@event.EventTypeName} of stream {@event.StreamKey}): {innerException.Message}", innerException)
{
    public IEvent Event { get; } = @event;
}
