using System.Diagnostics;
using JasperFx;
using JasperFx.Events;
using Marten.Events;
using Marten.Events.Daemon;
using Marten.Events.Projections;
using Marten.Internal;
using Marten.Subscriptions;
using Npgsql;

namespace Marten.Rebuilding;

/// <summary>Reads the log page by page and applies it to the tables beside. The next page is read while one is written.</summary>
internal sealed class RebuildPages(DocumentStore store, SubscriptionRegistration registration, Beside beside)
{
    public const int Most = 1000;
    static readonly TimeSpan TellEvery = TimeSpan.FromMilliseconds(200);

    readonly TailReads reads = new(store);
    readonly Wanted wanted = Wanted.Of(registration, store.Types);
    readonly Projected projection = registration.Projection!;
    HashSet<long>? dead;
    long toldAt;

    /// <summary>The last event that the tables beside have seen.</summary>
    public long Position { get; private set; }

    /// <summary>Events that the operator let it skip, and that still fail.</summary>
    public HashSet<long> Excluded { get; } = [];

    /// <param name="connection">Only reads.</param>
    /// <param name="upTo">All numbers up to here are decided.</param>
    /// <param name="telling">Progress is written with each page.</param>
    public async Task FillAsync(NpgsqlConnection connection, long upTo, bool telling, CancellationToken token)
    {
        if (Position >= upTo) return;
        dead ??= await DeadAsync(connection, token);
        var next = reads.RowsAsync(connection, Position, upTo, Most, wanted, token);
        while (Position < upTo)
        {
            var page = await next;
            var ceiling = page.Count == Most ? page[^1].Sequence : upTo;
            next = ceiling < upTo ? reads.RowsAsync(connection, ceiling, upTo, Most, wanted, token) : Task.FromResult<List<StoredEvent>>([]);
            try
            {
                await ApplyAsync([.. page.Where(e => !e.IsArchived)], ceiling, telling, token);
            }
            finally
            {
                await Task.WhenAny(next);
            }
        }
        await next;
    }

    /// <summary>A page, or its events one by one when it fails: what the operator let it skip may fail again.</summary>
    async Task ApplyAsync(StoredEvent[] page, long ceiling, bool telling, CancellationToken token)
    {
        try
        {
            await WriteAsync(page, ceiling, telling, token);
        }
        catch (Exception e) when (page.Length > 1 && !Attempts.IsLost(e) && !token.IsCancellationRequested)
        {
            foreach (var one in page) await ApplyAsync([one], one.Sequence, telling, token);
            Position = ceiling;
        }
        catch (Exception) when (page is [var one] && dead!.Contains(one.Sequence))
        {
            Excluded.Add(one.Sequence);
            Position = ceiling;
        }
    }

    async Task WriteAsync(StoredEvent[] page, long ceiling, bool telling, CancellationToken token)
    {
        await using var session = new DocumentSession(store, StorageConstants.DefaultTenantId, new() { Tables = beside });
        IEvent[] events = [.. page.Select(e => e.Read(store.Serializer))];
        await projection.ApplyAsync(session, events, null, token);
        if (projection is ProjectedEvents && session.Work.Queued.Count > 0)
        {
            session.Work.Queued.Insert(0, new NoteWrites());
            session.Work.Queued.Add(new RefuseOtherWrites(beside.Pairs.Select(p => p.New)));
        }
        if (telling && Stopwatch.GetElapsedTime(toldAt) > TellEvery)
        {
            toldAt = Stopwatch.GetTimestamp();
            session.Work.AfterStreams.Add(new SqlOperation('?',
                $"update {store.Database.Schema}.projection_controls set rebuild_position = ? where name = ?", [ceiling, registration.Shard.Identity]));
        }
        if (!session.Work.IsEmpty) await new Save(session).RunAsync(token);
        Position = ceiling;
    }

    async Task<HashSet<long>> DeadAsync(NpgsqlConnection connection, CancellationToken token)
    {
        await using var command = new NpgsqlCommand($"select sequence from {store.Database.Schema}.projection_dead_letters where name = $1", connection);
        command.Parameters.Add(new NpgsqlParameter<string> { TypedValue = registration.Shard.Identity });
        await using var rows = await command.ExecuteReaderAsync(token);
        var found = new HashSet<long>();
        while (await rows.ReadAsync(token)) found.Add(rows.GetInt64(0));
        return found;
    }
}
