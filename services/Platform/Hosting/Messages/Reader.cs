using Cultivation.Contracts;
using Microsoft.Extensions.Logging;

namespace Cultivation.Hosting;

/// <summary>
/// Reads one source in order. A repeat is dropped; a hole is filled from the source's <c>/changes</c>. What arrives while others are being
/// applied is applied next, together.
/// </summary>
internal sealed partial class Reader(Consumed consumed, ChangesClient changes, Inbox inbox, Effects effects, TimeProvider time, ILogger<Reader> log)
{
    /// <summary>The broker hands over in order, but to several threads: the one before may be a moment away.</summary>
    private static readonly TimeSpan Moment = TimeSpan.FromMilliseconds(3);

    private readonly SemaphoreSlim one = new(1, 1);
    private readonly Arrivals arrivals = new();
    private Cursor? cursor;

    public string Source => consumed.Source;

    /// <summary>Takes a message from the broker; returns when it is dealt with.</summary>
    /// <param name="message">The change that it tells, or a page of them in order.</param>
    public async Task Take(IReadOnlyList<Change> message, CancellationToken cancellation)
    {
        arrivals.Add(message);
        await one.WaitAsync(cancellation);
        try
        {
            while (await IsNew(message[^1], cancellation))
                await ApplyWaiting(message, cancellation);
        }
        finally
        {
            arrivals.Remove(message);
            one.Release();
        }
    }

    /// <summary>Reads whatever the source has beyond the cursor: at start, after a loss, and now and then in case the last message was lost.</summary>
    public async Task CatchUp(CancellationToken cancellation)
    {
        await one.WaitAsync(cancellation);
        try
        {
            while (await ReadPage(cursor ?? await inbox.Cursor(Source, cancellation), cancellation) > 0)
                continue;
        }
        finally
        {
            one.Release();
        }
    }

    /// <summary>Discards the parked message at which its subject stopped.</summary>
    /// <returns>How many of the subject remain; null where the message is not parked, or not the first of its subject.</returns>
    public Task<long?> Discard(long position, string by, string reason, CancellationToken cancellation) =>
        Alone(() => effects.Discard(position, by, reason, cancellation), cancellation);

    /// <summary>Retries what is parked of one subject, oldest first, until one fails again.</summary>
    /// <returns>How many were applied and how many remain.</returns>
    public Task<(int Applied, int Remain)> Retry(string tenant, string subject, CancellationToken cancellation) =>
        Alone(() => effects.Retry(tenant, subject, cancellation), cancellation);

    /// <summary>A page of the source's streams of a kind.</summary>
    public Task<StreamPage> Streams(string kind, string? after, CancellationToken cancellation) => changes.Streams(Source, kind, after, cancellation);

    /// <summary>Compares what the source ever said of a stream with what this service knows.</summary>
    /// <returns>How many facts were new.</returns>
    public Task<int> Reread(string kind, StreamChanges stream, int epoch, CancellationToken cancellation) =>
        Alone(() => effects.Reread(kind, stream, epoch, cancellation), cancellation);

    private async Task<T> Alone<T>(Func<Task<T>> work, CancellationToken cancellation)
    {
        await one.WaitAsync(cancellation);
        try
        {
            return await work();
        }
        finally
        {
            one.Release();
        }
    }

    private async Task ApplyWaiting(IReadOnlyList<Change> asked, CancellationToken cancellation)
    {
        // The same change, delivered twice, may have been removed by its other self.
        arrivals.Add(asked);
        var at = cursor!.Value;
        if (arrivals.Hole(at) is not null)
            await Task.Delay(Moment, time, cancellation);
        if (arrivals.Hole(at) is { } missing)
            await FillUpTo(missing, at, cancellation);
        // What was read from the source may end before another hole: then nothing is ready, and that one is looked at next.
        await Apply(arrivals.After(cursor!.Value), cancellation);
    }

    // What the broker still holds of the time before the source was restored from a backup is no fact any more.
    private async ValueTask<bool> IsNew(Change change, CancellationToken cancellation)
    {
        if (change.Epoch < (await Begun(change.Epoch, cancellation)).Epoch)
        {
            Gone(log, Source, change.Epoch, change.Position);
            return false;
        }
        return change.Position > (await Where(change.Epoch, cancellation)).Position;
    }

    private async ValueTask<Cursor> Begun(int epoch, CancellationToken cancellation)
    {
        if (cursor is null)
        {
            await effects.Begin(cancellation);
            cursor = await inbox.Cursor(Source, cancellation) ?? new Cursor(epoch, 0);
        }
        return cursor.Value;
    }

    private async ValueTask<Cursor> Where(int epoch, CancellationToken cancellation)
    {
        var at = await Begun(epoch, cancellation);
        return at.Epoch == epoch
            ? at
            : throw new InvalidOperationException($"{Source} is at epoch {epoch}, this service has read epoch {at.Epoch}");
    }

    private async Task FillUpTo(long position, Cursor from, CancellationToken cancellation)
    {
        Hole(log, Source, from.Position, position);
        for (var wait = TimeSpan.FromMilliseconds(20); cursor!.Value.Position < position; wait = Wait.Longer(wait))
        {
            if (await ReadPage(cursor, cancellation) == 0)
                await Task.Delay(wait, time, cancellation);
        }
    }

    private async Task<int> ReadPage(Cursor? after, CancellationToken cancellation)
    {
        var page = await changes.After(Source, after, cancellation);
        var at = await Where(page.Epoch, cancellation);
        foreach (var run in page.Changes.Where(c => c.Position > at.Position).Chunk(Effects.Most))
            await Apply(run, cancellation);
        MessageTelemetry.CaughtUp(Source, page.Changes.Count);
        return page.Changes.Count;
    }

    private async Task Apply(IReadOnlyList<Change> run, CancellationToken cancellation)
    {
        try
        {
            foreach (var few in run.Chunk(Effects.Most))
                cursor = await effects.Apply(few, cursor!.Value, cancellation);
        }
        catch
        {
            // Whether it was saved, or another process was faster, the database knows.
            cursor = null;
            throw;
        }
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "{Source}: dropped a message of epoch {Epoch}, position {Position}, which a restored backup does not hold")]
    private static partial void Gone(ILogger log, string source, int epoch, long position);

    [LoggerMessage(Level = LogLevel.Information, Message = "{Source}: hole after {From}; read from the source up to {To}")]
    private static partial void Hole(ILogger log, string source, long from, long to);
}
