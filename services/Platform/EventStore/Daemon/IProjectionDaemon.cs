namespace JasperFx.Events.Daemon;

/// <summary>
/// What an operator does with projections and subscriptions by name. They run in the one process that leads among those that called
/// AddAsyncDaemon; commands reach it through the database, from any process.
/// </summary>
public interface IProjectionDaemon : IDisposable
{
    /// <summary>
    /// Builds a projection anew from the first event, in this process, and returns when it is done. The live tables are read and written
    /// meanwhile; at the end the new rows take their place in one transaction.
    /// </summary>
    /// <param name="projectionName">Its name, with or without <c>:All</c>.</param>
    /// <exception cref="ArgumentOutOfRangeException">No asynchronous projection has this name.</exception>
    /// <exception cref="InvalidOperationException">It is being rebuilt already, or writes what it does not declare.</exception>
    Task RebuildProjectionAsync(string projectionName, CancellationToken token);

    /// <summary>By the class of the projection or of its document.</summary>
    Task RebuildProjectionAsync<TView>(CancellationToken token);

    /// <summary>Ends a pause, or lets one that was stopped by an error try again.</summary>
    Task StartAgentAsync(string shardName, CancellationToken token);

    /// <summary>Pauses; a restart or takeover does not end it.</summary>
    Task StopAgentAsync(string shardName, Exception? ex = null);
}
