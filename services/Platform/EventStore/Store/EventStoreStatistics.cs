namespace Marten.Events;

public class EventStoreStatistics
{
    public long EventCount { get; set; }

    public long StreamCount { get; set; }

    /// <summary>The last number given out, committed or not.</summary>
    public long EventSequenceNumber { get; set; }
}
