using System.Diagnostics;
using System.Threading.Channels;
using Marten;
using Npgsql;

namespace Cultivation.Ladder.Imports;

/// <summary>Applies and undoes ordered lists, one after the other, and takes up those that a crash left unfinished.</summary>
internal sealed partial class ImportWorker(
    IDocumentStore store, NpgsqlDataSource database, ApplyBatch batch, UndoBatch undo, Shelf shelf, TimeProvider time, ILogger<ImportWorker> log) : BackgroundService
{
    private static readonly ActivitySource Traces = new("Cultivation.Ladder");
    private const int AtOnce = 3;
    private static readonly TimeSpan Look = TimeSpan.FromSeconds(30);
    private readonly Channel<bool> ordered = Channel.CreateBounded<bool>(new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite });

    /// <summary>There is something to do. What another process ordered is seen at the next look.</summary>
    public Task Wake()
    {
        ordered.Writer.TryWrite(true);
        return Task.CompletedTask;
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                foreach (var (tenant, id) in await Unfinished("importapplication", stoppingToken))
                    await Apply(tenant, id, stoppingToken);
                foreach (var (tenant, id) in await Unfinished("importundo", stoppingToken))
                    await Undo(tenant, id, stoppingToken);
            }
            catch (Exception failure) when (failure is not OperationCanceledException)
            {
                Failed(log, failure);
            }
            await Task.WhenAny(ordered.Reader.WaitToReadAsync(stoppingToken).AsTask(), Task.Delay(Look, time, stoppingToken));
            ordered.Reader.TryRead(out _);
        }
    }

    private async Task Apply(string tenant, string id, CancellationToken cancellation)
    {
        await using var session = store.LightweightSession(tenant);
        var order = await session.LoadAsync<ImportApplication>(id, cancellation);
        if (order is null or { Finished: true })
            return;
        using var activity = Traces.StartActivity("apply import", ActivityKind.Internal, order.TraceParent);
        var rungs = (await shelf.Look(tenant, cancellation)).Rungs;
        await Each(order.Batches, (number, stop) => batch.Run(tenant, order, number, rungs, stop), cancellation);
        session.Store(order with { Finished = true });
        await session.SaveChangesAsync(cancellation);
    }

    private async Task Undo(string tenant, string id, CancellationToken cancellation)
    {
        await using var session = store.LightweightSession(tenant);
        var order = await session.LoadAsync<ImportUndo>(id, cancellation);
        if (order is null or { Finished: true })
            return;
        using var activity = Traces.StartActivity("undo import", ActivityKind.Internal, order.TraceParent);
        var rungs = (await shelf.Look(tenant, cancellation)).Rungs;
        await Each(order.Batches, (number, stop) => undo.Run(tenant, order, number, rungs, stop), cancellation);
        session.Store(order with { Finished = true });
        await session.SaveChangesAsync(cancellation);
    }

    // A firm's rows are all in one batch, so that batches never meet.
    private static Task Each(int batches, Func<int, CancellationToken, Task> run, CancellationToken cancellation) => Parallel.ForEachAsync(
        Enumerable.Range(0, batches), new ParallelOptions { MaxDegreeOfParallelism = AtOnce, CancellationToken = cancellation },
        async (number, stop) => await run(number, stop));

    private async Task<List<(string Tenant, string Id)>> Unfinished(string orders, CancellationToken cancellation)
    {
        await using var read = database.CreateCommand(
            $"select tenant_id, id from {Database.Events}.mt_doc_{orders} where data ->> 'finished' = 'false' order by id");
        await using var rows = await read.ExecuteReaderAsync(cancellation);
        List<(string, string)> found = [];
        while (await rows.ReadAsync(cancellation))
            found.Add((rows.GetString(0), rows.GetString(1)));
        return found;
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "A list could not be applied to its end; it is taken up again")]
    private static partial void Failed(ILogger log, Exception failure);
}
