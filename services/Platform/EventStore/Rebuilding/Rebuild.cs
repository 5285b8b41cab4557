using JasperFx.Events.Projections;
using Marten.Events;
using Marten.Events.Daemon;
using Marten.Subscriptions;
using Microsoft.Extensions.Logging;
using Npgsql;

namespace Marten.Rebuilding;

/// <summary>
/// Builds one projection anew from the first event, beside the live tables and while events are appended, then puts the new rows in place.
/// The last part is applied while the projection's position is locked, so rows and position change in one transaction; a page that another
/// process began before is refused by the generation that changes with them. What fails leaves the live tables as they were.
/// </summary>
internal sealed class Rebuild(DocumentStore store, SubscriptionRegistration registration, ILogger log)
{
    readonly string schema = store.Database.Schema;
    readonly string name = registration.Shard.Identity;
    readonly ControlRows rows = new(store);
    readonly TailReads reads = new(store);

    /// <exception cref="InvalidOperationException">It is being rebuilt already, or it writes what it does not declare.</exception>
    public async Task RunAsync(CancellationToken token)
    {
        if (!await TryRunAsync(token)) throw new InvalidOperationException($"{name} is being rebuilt already");
    }

    /// <summary>False when somebody else is at it.</summary>
    public async Task<bool> TryRunAsync(CancellationToken token)
    {
        if (registration.Projection is not { } projection) throw new InvalidOperationException($"{name} is a subscription: it has nothing to rebuild");
        await store.Database.ReadyAsync(token);
        await using var connection = await store.Database.Source.OpenConnectionAsync(token);
        var key = $"hashtext('cultivation rebuild'), hashtext('{schema}.' || $1)";
        if (!(bool)(await ScalarAsync(connection, $"select pg_try_advisory_lock({key})", token))!) return false;
        try
        {
            if (!registration.IsInline) await Positions.LoadAsync(store, registration.Shard, token);
            var beside = new Beside(projection, schema);
            await beside.CreateAsync(connection, token);
            var pages = new RebuildPages(store, registration, beside);
            await FillAsync(connection, pages, token);
            await SwapAsync(connection, beside, pages, token);
            await beside.DropAsync(connection, CancellationToken.None);
            log.LogInformation("{Shard} is rebuilt up to {Position}", name, pages.Position);
            return true;
        }
        catch (Exception e) when (!token.IsCancellationRequested && !Attempts.IsLost(e))
        {
            await rows.TellRebuildAsync(name, RebuildState.Failed, 0, e.Message, token);
            throw;
        }
        finally
        {
            if (connection.FullState == System.Data.ConnectionState.Open)
                await ScalarAsync(connection, $"select pg_advisory_unlock({key})", CancellationToken.None);
        }
    }

    /// <summary>Up to where the log ended when the last round began, until a round brings no more than a page.</summary>
    async Task FillAsync(NpgsqlConnection connection, RebuildPages pages, CancellationToken token)
    {
        var gap = new Gap(schema, log);
        for (long before = -1; pages.Position - before > RebuildPages.Most;)
        {
            before = pages.Position;
            var head = await reads.HeadAsync(connection, token);
            await gap.DecideAsync(connection, head, token);
            await rows.TellRebuildAsync(name, RebuildState.Running, head, null, token);
            await pages.FillAsync(connection, head, true, token);
        }
    }

    async Task SwapAsync(NpgsqlConnection connection, Beside beside, RebuildPages pages, CancellationToken token)
    {
        await using var transaction = await connection.BeginTransactionAsync(token);
        await pages.FillAsync(connection, registration.IsInline ? await HoldAppendsAsync(connection, token) : await HoldPositionAsync(connection, token), false, token);
        await beside.ExchangeAsync(connection, token);
        await ScalarAsync(connection, $"delete from {schema}.projection_dead_letters where name = $1 "
            + $"and sequence <> all('{{{string.Join(',', pages.Excluded)}}}'::bigint[])", token);
        await ScalarAsync(connection, $"update {schema}.mt_event_progression set last_seq_id = {pages.Position}, last_updated = now() where name = $1", token);
        await ScalarAsync(connection, $"update {schema}.projection_controls set generation = generation + 1, revision = revision + 1, "
            + $"rebuild = 'Done', rebuild_position = {pages.Position}, rebuild_target = {pages.Position}, changed = now() where name = $1", token);
        await transaction.CommitAsync(token);
    }

    /// <summary>Where the live projection stands, for as long as the transaction lasts. All that it has seen is decided.</summary>
    async Task<long> HoldPositionAsync(NpgsqlConnection connection, CancellationToken token)
    {
        await ScalarAsync(connection, $"select name from {schema}.projection_controls where name = $1 for update", token);
        return (long)(await ScalarAsync(connection, $"select last_seq_id from {schema}.mt_event_progression where name = $1 for update", token))!;
    }

    /// <summary>
    /// Where the log ends, while appends wait: each begins with its stream's row. Whoever holds a number and not yet a row would wait for
    /// us as we for it, so this gives up after five seconds and leaves the live tables as they are.
    /// </summary>
    async Task<long> HoldAppendsAsync(NpgsqlConnection connection, CancellationToken token)
    {
        using var bound = CancellationTokenSource.CreateLinkedTokenSource(token);
        bound.CancelAfter(TimeSpan.FromSeconds(5));
        try
        {
            await ScalarAsync(connection, $"lock table {schema}.mt_streams in exclusive mode", bound.Token);
            var head = await reads.HeadAsync(connection, bound.Token);
            await new Gap(schema, log).DecideAsync(connection, head, bound.Token);
            return head;
        }
        catch (OperationCanceledException e) when (!token.IsCancellationRequested)
        {
            throw new TimeoutException($"An open transaction kept the rebuild of {name} from its last step: try again", e);
        }
    }

    /// <summary>$1 is the projection's name.</summary>
    async Task<object?> ScalarAsync(NpgsqlConnection connection, string sql, CancellationToken token)
    {
        await using var command = new NpgsqlCommand(sql, connection) { CommandTimeout = 0 };
        if (sql.Contains("$1", StringComparison.Ordinal)) command.Parameters.Add(new NpgsqlParameter<string> { TypedValue = name });
        return await command.ExecuteScalarAsync(token);
    }
}
