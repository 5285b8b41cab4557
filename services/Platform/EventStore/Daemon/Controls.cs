using System.Collections.Concurrent;
using JasperFx.Events.Projections;
using Microsoft.Extensions.Logging;

namespace Marten.Events.Daemon;

/// <summary>
/// The operator's wishes, kept in the database so that they reach the leader from any process and outlive it. Read five times a second.
/// </summary>
internal sealed class Controls(DocumentStore store, ILogger log)
{
    static readonly TimeSpan Every = TimeSpan.FromMilliseconds(200);
    static readonly Control None = new(false, 0, null);

    readonly ConcurrentDictionary<string, Watched> shards = new(StringComparer.Ordinal);
    readonly ControlRows rows = new(store);

    /// <summary>Set after each reading.</summary>
    public Signal Read { get; } = new();

    public Watched Of(ShardName shard) => shards.GetOrAdd(shard.Identity, static _ => new(None));

    public async Task ReadAsync(CancellationToken token)
    {
        foreach (var (name, control) in await rows.AllAsync(token))
        {
            if (!shards.TryGetValue(name, out var known)) shards.TryAdd(name, new(control));
            else if (known.Control != control) await ReplaceAsync(name, known, control);
        }
        Read.Set();
    }

    public async Task WatchAsync(CancellationToken token)
    {
        while (!token.IsCancellationRequested)
        {
            try
            {
                await Task.Delay(Every, token);
                await ReadAsync(token);
            }
            catch (Exception e)
            {
                log.LogDebug(e, "The controls of {Schema} cannot be read", store.Database.Schema);
            }
        }
    }

    async Task ReplaceAsync(string name, Watched known, Control control)
    {
        shards[name] = new(control);
        await known.Gone.CancelAsync();
    }
}

/// <summary>What the operator wants of one projection or subscription.</summary>
/// <param name="Paused">It is not to run.</param>
/// <param name="Revision">Raised by each command, so that a stopped one begins again.</param>
/// <param name="Rebuild">Wanted, Running, Failed, Done; null when it never was rebuilt.</param>
internal sealed record Control(bool Paused, long Revision, string? Rebuild)
{
    public bool WantsRebuild => Rebuild is RebuildState.Wanted or RebuildState.Running;
}

internal sealed class Watched(Control control)
{
    public Control Control => control;

    /// <summary>Cancelled when another control takes its place.</summary>
    public CancellationTokenSource Gone { get; } = new();
}

internal static class RebuildState
{
    public const string Wanted = nameof(Wanted);
    public const string Running = nameof(Running);
    public const string Failed = nameof(Failed);
    public const string Done = nameof(Done);
}
