using JasperFx.Events.Projections;
using Marten;
using Marten.Exceptions;
using Marten.Internal;
using Marten.Subscriptions;
using Npgsql;

namespace Cultivation.EventStore;

/// <summary>
/// What an operator sees of projections and subscriptions, and does with them. A command is one transaction in the database; the process
/// that leads obeys within half a second, and a restart or takeover does not forget it. Names are those of the list, with or without <c>:All</c>.
/// </summary>
/// <exception cref="ArgumentOutOfRangeException">From every command: no projection or subscription of this store has the name.</exception>
public sealed class ProjectionOperator
{
    readonly DocumentStore store;
    readonly string schema;

    /// <param name="store">A built-in store.</param>
    public ProjectionOperator(IDocumentStore store)
    {
        this.store = (DocumentStore)store;
        schema = this.store.Database.Schema;
    }

    /// <summary>All that this store declares, by name.</summary>
    public Task<IReadOnlyList<ProjectionStatus>> ListAsync(CancellationToken token = default) => new ProjectionStatusReads(store).ListAsync(token);

    /// <summary>Events that were skipped, newest first.</summary>
    public Task<IReadOnlyList<DeadLetter>> DeadLettersAsync(CancellationToken token = default) => DeadLetters.ListAsync(store, token);

    /// <summary>For whom the tail waits, the longest first; none nearly always.</summary>
    public Task<IReadOnlyList<NumberHolder>> HoldersAsync(CancellationToken token = default) => NumberHolders.ListAsync(store, token);

    /// <exception cref="InvalidOperationException">It is inline: it is part of each append.</exception>
    public Task PauseAsync(string name, CancellationToken token = default) => Named(name).IsInline
        ? throw new InvalidOperationException($"{name} is inline: it is part of each append")
        : CommandAsync(name, "paused = true", token);

    public Task ResumeAsync(string name, CancellationToken token = default) => CommandAsync(name, "paused = false", token);

    /// <summary>Lets one that an error stopped try again, from the event that failed.</summary>
    public Task RetryAsync(string name, CancellationToken token = default) => CommandAsync(name, "revision = c.revision + 1", token);

    /// <summary>Builds a projection anew beside its live tables; the list tells how far it is.</summary>
    /// <exception cref="InvalidOperationException">It is a subscription.</exception>
    public Task RebuildAsync(string name, CancellationToken token = default) => Named(name).Projection is null
        ? throw new InvalidOperationException($"{name} is a subscription: it has nothing to rebuild")
        : CommandAsync(name, "rebuild = 'Wanted', rebuild_position = 0, rebuild_target = null, rebuild_reason = null", token);

    /// <summary>Passes over the one event at which it stopped, and goes on. The event is kept as a dead letter.</summary>
    /// <param name="sequence">The event's position, as the list tells it: nothing else is ever skipped.</param>
    /// <param name="by">Who decided it.</param>
    /// <exception cref="InvalidOperationException">It is not stopped at that event.</exception>
    public async Task SkipAsync(string name, long sequence, string by, CancellationToken token = default)
    {
        var shard = Named(name).Shard;
        await store.Database.ReadyAsync(token);
        await using var session = (DocumentSession)store.LightweightSession();
        session.Work.Queued.Add(new SkipEvent(shard, sequence, by));
        await session.SaveChangesAsync(token);
    }

    internal SubscriptionRegistration Named(string name) => store.Options.Projections.Declared
        .FirstOrDefault(s => s.Name == name || s.Shard.Identity == name)
        ?? throw new ArgumentOutOfRangeException(nameof(name), name, "No projection or subscription has this name");

    async Task CommandAsync(string name, string change, CancellationToken token)
    {
        var shard = Named(name).Shard;
        await store.Database.ReadyAsync(token);
        await using var batch = store.Database.Source.CreateBatch();
        batch.BatchCommands.Add(new NpgsqlBatchCommand($"insert into {schema}.projection_controls (name) values ($1) on conflict do nothing")
            .Text(shard.Identity));
        batch.BatchCommands.Add(new NpgsqlBatchCommand($"update {schema}.projection_controls c set {change}, changed = now() where name = $1")
            .Text(shard.Identity));
        await batch.ExecuteNonQueryAsync(token);
    }
}
