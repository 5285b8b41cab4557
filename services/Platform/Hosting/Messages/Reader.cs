using System.Diagnostics;
using System.Text.Json;
using JasperFx;
using Marten;
using Microsoft.Extensions.Logging;
using Npgsql;

namespace Cultivation.Hosting;

/// <summary>
/// Reads one source in order, each change in the transaction of its effect together with the cursor. A repeat is dropped; a hole is
/// filled from the source's <c>/changes</c>; a change that fails holds back its own subject only.
/// </summary>
internal sealed partial class Reader(Consumed consumed, ChangesClient changes, Inbox inbox, IDocumentStore store, TimeProvider time, ILogger<Reader> log)
{
    private readonly SemaphoreSlim one = new(1, 1);
    private Cursor? cursor;
    private HashSet<(string Tenant, string Subject)> heldBack = [];

    public string Source => consumed.Source;

    /// <summary>Takes a message from the broker.</summary>
    public async Task Take(Change change, CancellationToken cancellation)
    {
        await one.WaitAsync(cancellation);
        try
        {
            var at = await Where(change.Epoch, cancellation);
            if (change.Previous > at.Position)
                at = await FillUpTo(change.Previous, at, cancellation);
            if (change.Position > at.Position)
                await Apply(change, cancellation);
        }
        finally
        {
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

    /// <summary>Retries what is parked of one subject, oldest first, until one fails again.</summary>
    /// <returns>How many were applied and how many remain.</returns>
    public async Task<(int Applied, int Remain)> Retry(string tenant, string subject, CancellationToken cancellation)
    {
        await one.WaitAsync(cancellation);
        try
        {
            var parked = await inbox.Parked(Source, tenant, subject, int.MaxValue, cancellation);
            var applied = 0;
            foreach (var held in parked)
            {
                if (await TryOnce(held.Change, (Inbox.Unpark, [Source, held.Change.Position]), cancellation) is not null)
                    break;
                applied++;
            }
            if (applied == parked.Count)
                heldBack.Remove((tenant, subject));
            return (applied, parked.Count - applied);
        }
        finally
        {
            one.Release();
        }
    }

    private async ValueTask<Cursor> Where(int epoch, CancellationToken cancellation)
    {
        if (cursor is null)
        {
            heldBack = await inbox.HeldBack(Source, cancellation);
            cursor = await inbox.Cursor(Source, cancellation) ?? new Cursor(epoch, 0);
        }
        return cursor.Value.Epoch == epoch
            ? cursor.Value
            : throw new InvalidOperationException($"{Source} is at epoch {epoch}, this service has read epoch {cursor.Value.Epoch}");
    }

    private async Task<Cursor> FillUpTo(long position, Cursor from, CancellationToken cancellation)
    {
        Hole(log, Source, from.Position, position);
        for (var wait = TimeSpan.FromMilliseconds(20); cursor!.Value.Position < position; wait = Wait.Longer(wait))
        {
            if (await ReadPage(cursor, cancellation) == 0)
                await Task.Delay(wait, time, cancellation);
        }
        return cursor.Value;
    }

    private async Task<int> ReadPage(Cursor? after, CancellationToken cancellation)
    {
        var page = await changes.After(Source, after, cancellation);
        var at = await Where(page.Epoch, cancellation);
        foreach (var change in page.Changes.Where(c => c.Position > at.Position))
            await Apply(change, cancellation);
        MessageTelemetry.CaughtUp(Source, page.Changes.Count);
        return page.Changes.Count;
    }

    private async Task Apply(Change change, CancellationToken cancellation)
    {
        var at = cursor!.Value;
        (string, object[]) advance = (Inbox.Advance, [Source, at.Epoch, at.Position, change.Position]);
        var about = (change.Tenant, change.Subject);
        var reason = heldBack.Contains(about) ? "held back behind an earlier one" : await TryOnce(change, advance, cancellation);
        if (reason is not null)
        {
            await using var session = store.LightweightSession(change.Tenant);
            session.QueueSqlCommand(Inbox.Advance, advance.Item2);
            session.QueueSqlCommand(
                Inbox.Park, Source, change.Position, change.Tenant, change.Subject, JsonSerializer.Serialize(change, MessageJson.Options), reason, time.GetUtcNow());
            await session.SaveChangesAsync(cancellation);
            heldBack.Add(about);
            MessageTelemetry.Parked(Source);
        }
        cursor = at with { Position = change.Position };
    }

    /// <returns>Null when the effect is saved; else why it never will be without help.</returns>
    private async Task<string?> TryOnce(Change change, (string Sql, object[] Values) mark, CancellationToken cancellation)
    {
        using var activity = MessageTelemetry.Received(change);
        for (var wait = TimeSpan.FromMilliseconds(5); ; wait = Wait.Longer(wait))
        {
            try
            {
                await using var session = store.LightweightSession(change.Tenant);
                session.Mark($"service:{Source}", activity);
                session.QueueSqlCommand(mark.Sql, mark.Values);
                await consumed.Apply(change, session, cancellation);
                await session.SaveChangesAsync(cancellation);
                return null;
            }
            catch (Exception failure) when (SqlState(failure) == Inbox.CursorMoved)
            {
                cursor = null;
                throw;
            }
            catch (Exception failure) when (failure is ConcurrencyException || IsTransient(failure))
            {
                Again(log, Source, change.Position, wait, failure);
                await Task.Delay(wait, time, cancellation);
            }
            catch (Exception failure) when (!cancellation.IsCancellationRequested)
            {
                Failed(log, Source, change.Position, change.Subject, failure);
                activity?.SetStatus(ActivityStatusCode.Error, failure.Message);
                return $"{failure.GetType().Name}: {failure.Message}";
            }
        }
    }

    private static bool IsTransient(Exception failure) =>
        failure is NpgsqlException { IsTransient: true } or TimeoutException || failure.InnerException is { } inner && IsTransient(inner);

    private static string? SqlState(Exception failure) =>
        failure is PostgresException sql ? sql.SqlState : failure.InnerException is { } inner ? SqlState(inner) : null;

    [LoggerMessage(Level = LogLevel.Information, Message = "{Source}: hole after {From}; read from the source up to {To}")]
    private static partial void Hole(ILogger log, string source, long from, long to);

    [LoggerMessage(Level = LogLevel.Information, Message = "{Source}: change {Position} is tried again in {Wait}")]
    private static partial void Again(ILogger log, string source, long position, TimeSpan wait, Exception failure);

    [LoggerMessage(Level = LogLevel.Error, Message = "{Source}: change {Position} of {Subject} is parked; later ones of it wait for the operator")]
    private static partial void Failed(ILogger log, string source, long position, string subject, Exception failure);
}
