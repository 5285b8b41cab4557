namespace Cultivation.EventStore;

/// <summary>How a projection or subscription stands.</summary>
/// <param name="Name"><c>Name:All</c>.</param>
/// <param name="Kind"><c>projection</c>, <c>subscription</c>, or <c>inline</c>: a projection that is part of each append.</param>
/// <param name="State"><c>Running</c>, <c>Paused</c> or <c>Stopped</c>, as the leader told last.</param>
/// <param name="Led">Some process of mode HotCold leads; if none does, nothing runs (Solo takes no lead).</param>
/// <param name="Position">Of the last event it has dealt with.</param>
/// <param name="LagEvents">How many numbers the log is ahead.</param>
/// <param name="LagSeconds">Age of the oldest event it has not dealt with; 0 when there is none.</param>
/// <param name="Reason">Why it is stopped.</param>
/// <param name="FailedAt">The event at which it stopped.</param>
/// <param name="Changed">When the state was told.</param>
/// <param name="Rebuild">The last or present rebuild; null when there was none.</param>
public sealed record ProjectionStatus(
    string Name, string Kind, string State, bool Led, long Position, long LagEvents, double LagSeconds, string? Reason, FailedEvent? FailedAt,
    DateTimeOffset? Changed, RebuildProgress? Rebuild);

/// <param name="Sequence">Position in the store, which a skip has to name.</param>
/// <param name="Type">Stored name.</param>
public sealed record FailedEvent(long Sequence, string Tenant, string Stream, long Version, string Type);

/// <param name="State"><c>Wanted</c>, <c>Running</c>, <c>Failed</c> or <c>Done</c>.</param>
/// <param name="Position">Of the last event that the new tables have seen.</param>
/// <param name="Target">Where the log ended when the present round began; null before it begins.</param>
public sealed record RebuildProgress(string State, long Position, long? Target, string? Reason);
