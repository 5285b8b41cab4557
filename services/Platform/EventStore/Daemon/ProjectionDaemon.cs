using Cultivation.EventStore;
using JasperFx.Events.Daemon;
using Marten.Rebuilding;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

namespace Marten.Events.Daemon;

internal sealed class ProjectionDaemon(DocumentStore store, ILogger? log) : IProjectionDaemon
{
    readonly ProjectionOperator hands = new(store);

    public Task RebuildProjectionAsync(string projectionName, CancellationToken token) =>
        new Rebuild(store, hands.Named(projectionName), log ?? NullLogger.Instance).RunAsync(token);

    public Task RebuildProjectionAsync<TView>(CancellationToken token) => RebuildProjectionAsync(
        store.Options.Projections.Declared.FirstOrDefault(s => s.Projection is { } p && p.IsOf(typeof(TView)))?.Name ?? typeof(TView).Name, token);

    public async Task StartAgentAsync(string shardName, CancellationToken token)
    {
        await hands.ResumeAsync(shardName, token);
        await hands.RetryAsync(shardName, token);
    }

    public Task StopAgentAsync(string shardName, Exception? ex = null) => hands.PauseAsync(shardName, CancellationToken.None);

    public void Dispose() { }
}
