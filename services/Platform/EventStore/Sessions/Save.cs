using System.Diagnostics;
using JasperFx.Events;
using Marten.Events;
using Marten.Events.Projections;
using Marten.Exceptions;
using Npgsql;

namespace Marten.Internal;

/// <summary>
/// Stores a unit of work. Usually one batch in one implicit transaction, so one round trip. A stream that is written without having been
/// read, though its snapshot must follow, is locked and read first (<see cref="Locks"/>), in an explicit transaction.
/// </summary>
internal sealed class Save(DocumentSession session, Operation? first = null)
{
    readonly DocumentStore store = session.Owner;
    readonly UnitOfWork work = session.Work;
    readonly StreamAction[] streams = session.Work.Appends();

    public async Task RunAsync(CancellationToken token)
    {
        await store.Database.ReadyAsync(token);
        foreach (var document in work.Documents()) await store.Database.ReadyAsync(document, token);
        using var activity = Telemetry.StartAppend(session.TenantId, streams);
        try
        {
            var time = await Metadata.ApplyAsync(store, work, streams, token);
            // If one must be locked first, all are, in the order of their keys: two saves never wait for each other in a circle.
            StreamAction[] locked = Array.Exists(streams, NeedsReading) ? [.. streams.Where(s => s.Guard != StreamGuard.New)] : [];
            var inline = store.Options.Projections.InlineFor(streams);
            if (locked.Length == 0 && inline.Length == 0) await RunAsync(null, Appended(Queued(), time), token);
            else await RunInSteps(locked, inline, time, token);
        }
        catch (Exception e)
        {
            activity?.SetStatus(ActivityStatusCode.Error, e.Message);
            throw;
        }
        work.Clear();
        if (streams.Length == 0) return;
        Telemetry.Appended.Add(streams.Sum(s => s.Events.Count));
        foreach (var stream in streams) stream.Saved();
        store.Signal.Set();
    }

    async Task RunInSteps(StreamAction[] locked, Projected[] inline, DateTimeOffset? time, CancellationToken token)
    {
        await using var connection = await store.Database.Source.OpenConnectionAsync(token);
        await using var transaction = await connection.BeginTransactionAsync(token);
        using var locks = new Locks(store, locked);
        await RunAsync(connection, [.. Queued(), .. locks.Operations], token);
        await locks.CatchUpAsync(connection, token);
        await RunAsync(connection, Appended([], time), token);
        await ProjectAsync(connection, inline, token);
        await transaction.CommitAsync(token);
    }

    /// <summary>Inline projections are given the events with their numbers. What two savers must not fold at once is locked in one order.</summary>
    async Task ProjectAsync(NpgsqlConnection connection, Projected[] inline, CancellationToken token)
    {
        if (inline.Length == 0) return;
        IEvent[] EventsOf(Projected projection) => [.. streams.Where(projection.IsBeside).SelectMany(s => s.Events).OrderBy(e => e.Sequence)];
        string[] locks = [.. inline.SelectMany(p => p.Locks(EventsOf(p))).Distinct(StringComparer.Ordinal)];
        if (locks.Length > 0) await RunAsync(connection, [new Lock(store.Database.Schema, locks)], token);
        foreach (var projection in inline)
        {
            var writes = new DocumentSession(store, session.TenantId);
            await projection.ApplyAsync(writes, EventsOf(projection), connection, token);
            foreach (var document in writes.Work.Documents()) await store.Database.ReadyAsync(document, token);
            if (writes.Work.Queued.Count > 0) await RunAsync(connection, [.. writes.Work.Queued], token);
        }
    }

    List<Operation> Queued()
    {
        var operations = new List<Operation>(work.Queued.Count + streams.Length + 1);
        if (first is not null) operations.Add(first);
        operations.AddRange(work.Queued);
        return operations;
    }

    List<Operation> Appended(List<Operation> operations, DateTimeOffset? time)
    {
        foreach (var stream in streams)
        {
            if (stream.ExpectedVersionOnServer is { } before)
                for (var i = 0; i < stream.Events.Count; i++) stream.Events[i].Version = before + i + 1;
            var aggregator = stream.AggregateType is { } type ? store.Options.Projections.For(type) : null;
            if (aggregator?.InlineSnapshot is not { } document)
            {
                operations.Add(new AppendOperation(stream, null, time));
                continue;
            }
            stream.Next = aggregator.Fold(stream.State, stream.Key, stream.Events);
            operations.Add(new AppendOperation(stream, document, time));
            if (stream.Next is null && stream.State is not null)
                operations.Add(new Schema.DeleteDocument(document, stream.TenantId, stream.Key));
        }
        operations.AddRange(work.AfterStreams);
        return operations;
    }

    bool NeedsReading(StreamAction stream) =>
        !stream.StateKnown && stream.Guard != StreamGuard.New && store.Options.Projections.Inline.Length > 0
        && (stream.AggregateType is null || store.Options.Projections.For(stream.AggregateType).IsInline);

    async Task RunAsync(NpgsqlConnection? inside, List<Operation> operations, CancellationToken token)
    {
        await using var batch = inside is null ? store.Database.Source.CreateBatch() : new NpgsqlBatch(inside);
        foreach (var operation in operations) batch.BatchCommands.Add(operation.Command(store));
        try
        {
            await using var results = await batch.ExecuteReaderAsync(token);
            await Results.TakeAsync(results, operations, token);
        }
        catch (PostgresException refusal)
        {
            // The driver does not name the statement, but those before it have told what they were.
            var at = 0;
            while (at < operations.Count - 1 && batch.BatchCommands[at].StatementType != StatementType.Unknown) at++;
            throw await operations[at].ExplainAsync(refusal, batch.BatchCommands[at].CommandText, store, token);
        }
        catch (NpgsqlException lost)
        {
            throw new MartenCommandException(null, lost);
        }
    }
}
