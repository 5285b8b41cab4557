using System.Diagnostics;
using System.Text.Json;
using Cultivation.Contracts;
using JasperFx;
using Marten;
using Microsoft.Extensions.Logging;
using Npgsql;

namespace Cultivation.Hosting;

/// <summary>
/// Applies changes of one source, each in a transaction with the cursor: several together while all goes well, else one by one. A change
/// that fails is parked and holds back later ones of its own subject only.
/// </summary>
internal sealed partial class Effects(Consumed consumed, Inbox inbox, IDocumentStore store, TimeProvider time, ILogger<Effects> log)
{
    /// <summary>Changes of one transaction.</summary>
    public const int Most = 64;

    private HashSet<(string Tenant, string Subject)> heldBack = [];

    public async Task Begin(CancellationToken cancellation) => heldBack = await inbox.HeldBack(consumed.Source, cancellation);

    /// <summary>Applies or parks all, in order.</summary>
    /// <returns>The cursor behind them.</returns>
    /// <exception cref="Marten.Exceptions.MartenException">Another process moved the cursor.</exception>
    public async Task<Cursor> Apply(IReadOnlyList<Change> changes, Cursor at, CancellationToken cancellation)
    {
        var together = changes.Count > 1 && changes.All(c => c.Tenant == changes[0].Tenant && !heldBack.Contains((c.Tenant, c.Subject)));
        if (together && await Together(changes, at, cancellation))
            return at with { Position = changes[^1].Position };
        foreach (var change in changes)
        {
            await One(change, at, cancellation);
            at = at with { Position = change.Position };
        }
        return at;
    }

    /// <inheritdoc cref="Reader.Retry" />
    public async Task<(int Applied, int Remain)> Retry(string tenant, string subject, CancellationToken cancellation)
    {
        var parked = await inbox.Parked(consumed.Source, tenant, subject, int.MaxValue, cancellation);
        var applied = 0;
        foreach (var held in parked)
        {
            if (await TryOnce(held.Change, (Inbox.Unpark, [consumed.Source, held.Change.Position]), cancellation) is not null)
                break;
            applied++;
        }
        if (applied == parked.Count)
            heldBack.Remove((tenant, subject));
        return (applied, parked.Count - applied);
    }

    /// <inheritdoc cref="Reader.Discard" />
    public async Task<long?> Discard(long position, string by, string reason, CancellationToken cancellation)
    {
        if (await inbox.Discard(consumed.Source, position, by, reason, time.GetUtcNow(), cancellation) is not var (tenant, subject, remain))
            return null;
        if (remain == 0)
            heldBack.Remove((tenant, subject));
        return remain;
    }

    /// <inheritdoc cref="Reader.Reread" />
    public async Task<int> Reread(string kind, StreamChanges stream, int epoch, CancellationToken cancellation)
    {
        for (var wait = TimeSpan.FromMilliseconds(5); ; wait = Wait.Longer(wait))
        {
            try
            {
                return await RereadOnce(kind, stream, epoch, cancellation);
            }
            catch (Exception failure) when (SqlState(failure) == Inbox.CursorMoved || failure is ConcurrencyException || IsTransient(failure))
            {
                await Task.Delay(wait, time, cancellation);
            }
        }
    }

    // What lies beyond the cursor, or is parked, takes effect in its own time: comparing it here would let it take effect twice. The cursor is held where
    // it is until this is saved.
    private async Task<int> RereadOnce(string kind, StreamChanges stream, int epoch, CancellationToken cancellation)
    {
        if (await inbox.Cursor(consumed.Source, cancellation) is not { } at)
            return 0;
        if (at.Epoch != epoch)
            throw new InvalidOperationException($"{consumed.Source} is at epoch {epoch}, this service has read epoch {at.Epoch}");
        var parked = await inbox.Parked(consumed.Source, stream.Tenant, stream.Subject, 1, cancellation);
        var through = parked is [var first] ? first.Change.Position - 1 : at.Position;
        await using var session = store.LightweightSession(stream.Tenant);
        session.LastModifiedBy = By;
        session.QueueSqlCommand(Inbox.Advance, consumed.Source, at.Epoch, at.Position, at.Position);
        var learnt = await consumed.Reread(kind, stream.Subject, stream.Changes.TakeWhile(c => c.Position <= through), session, cancellation);
        if (learnt > 0)
            await session.SaveChangesAsync(cancellation);
        return learnt;
    }

    /// <returns>False when one of them failed, and nothing was saved.</returns>
    private async Task<bool> Together(IReadOnlyList<Change> changes, Cursor at, CancellationToken cancellation)
    {
        await using var session = store.LightweightSession(changes[0].Tenant);
        session.LastModifiedBy = By;
        session.QueueSqlCommand(Inbox.Advance, consumed.Source, at.Epoch, at.Position, changes[^1].Position);
        var around = Activity.Current;
        try
        {
            foreach (var change in changes)
            {
                using var activity = MessageTelemetry.Received(change, around);
                await consumed.Apply(change, session, cancellation);
                session.MarkUnmarked(activity);
            }
            await session.SaveChangesAsync(cancellation);
            return true;
        }
        catch (Exception failure) when (!cancellation.IsCancellationRequested && SqlState(failure) != Inbox.CursorMoved)
        {
            OneByOne(log, consumed.Source, changes[0].Position, changes[^1].Position, failure.Message);
            return false;
        }
    }

    private async Task One(Change change, Cursor at, CancellationToken cancellation)
    {
        (string Sql, object[] Values) advance = (Inbox.Advance, [consumed.Source, at.Epoch, at.Position, change.Position]);
        var about = (change.Tenant, change.Subject);
        if ((heldBack.Contains(about) ? "held back behind an earlier one" : await TryOnce(change, advance, cancellation)) is not { } reason)
            return;
        await using var session = store.LightweightSession(change.Tenant);
        session.QueueSqlCommand(advance.Sql, advance.Values);
        session.QueueSqlCommand(
            Inbox.Park, consumed.Source, change.Position, change.Tenant, change.Subject, JsonSerializer.Serialize(change, MessageJson.Options), reason,
            time.GetUtcNow());
        await session.SaveChangesAsync(cancellation);
        heldBack.Add(about);
        MessageTelemetry.Parked(consumed.Source);
    }

    /// <returns>Null when the effect is saved; else why it never will be without help.</returns>
    private async Task<string?> TryOnce(Change change, (string Sql, object[] Values) mark, CancellationToken cancellation)
    {
        using var activity = MessageTelemetry.Received(change, Activity.Current);
        for (var wait = TimeSpan.FromMilliseconds(5); ; wait = Wait.Longer(wait))
        {
            try
            {
                await using var session = store.LightweightSession(change.Tenant);
                session.Mark(By, activity?.Id);
                session.QueueSqlCommand(mark.Sql, mark.Values);
                await consumed.Apply(change, session, cancellation);
                await session.SaveChangesAsync(cancellation);
                return null;
            }
            catch (Exception failure) when (SqlState(failure) == Inbox.CursorMoved)
            {
                throw;
            }
            catch (Exception failure) when (failure is ConcurrencyException || IsTransient(failure))
            {
                Again(log, consumed.Source, change.Position, wait, failure);
                await Task.Delay(wait, time, cancellation);
            }
            catch (Exception failure) when (!cancellation.IsCancellationRequested)
            {
                Failed(log, consumed.Source, change.Position, change.Subject, failure);
                activity?.SetStatus(ActivityStatusCode.Error, failure.Message);
                return $"{failure.GetType().Name}: {failure.Message}";
            }
        }
    }

    private string By => $"service:{consumed.Source}";

    private static bool IsTransient(Exception failure) =>
        failure is NpgsqlException { IsTransient: true } or TimeoutException || failure.InnerException is { } inner && IsTransient(inner);

    private static string? SqlState(Exception failure) =>
        failure is PostgresException sql ? sql.SqlState : failure.InnerException is { } inner ? SqlState(inner) : null;

    [LoggerMessage(Level = LogLevel.Information, Message = "{Source}: changes {From} to {To} are applied one by one: {Reason}")]
    private static partial void OneByOne(ILogger log, string source, long from, long to, string reason);

    [LoggerMessage(Level = LogLevel.Information, Message = "{Source}: change {Position} is tried again in {Wait}")]
    private static partial void Again(ILogger log, string source, long position, TimeSpan wait, Exception failure);

    [LoggerMessage(Level = LogLevel.Error, Message = "{Source}: change {Position} of {Subject} is parked; later ones of it wait for the operator")]
    private static partial void Failed(ILogger log, string source, long position, string subject, Exception failure);
}
