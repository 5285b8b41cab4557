using System.Diagnostics;
using Microsoft.Extensions.Logging;
using Npgsql;

namespace Marten.Events.Daemon;

/// <summary>
/// Waits until every number up to a given one is decided. A transaction that took a number holds a lock on the sequence until it ends, so
/// the holders that are listed after the sequence was read are all that can still commit one of those numbers.
/// Other databases do not matter.
/// </summary>
internal sealed class Gap(string schema, ILogger log)
{
    public static readonly TimeSpan Alarm = TimeSpan.FromSeconds(5);

    readonly string sql = $"select virtualtransaction, pid {Holders(schema)}";

    /// <summary>Rows of pg_locks: the transactions that took a number and have not ended.</summary>
    public static string Holders(string schema) =>
        "from pg_locks where locktype = 'relation' and granted and mode = 'RowExclusiveLock' "
        + "and database = (select oid from pg_database where datname = current_database()) "
        + $"and relation = '{schema}.mt_events_sequence'::regclass";

    /// <summary>Every number that the sequence gave before this call is decided.</summary>
    public async Task<bool> IsNoneAsync(NpgsqlConnection connection, CancellationToken token) =>
        (await HoldersAsync(connection, token)).Count == 0;

    public async Task DecideAsync(NpgsqlConnection connection, long upTo, CancellationToken token)
    {
        var waiting = await HoldersAsync(connection, token);
        if (waiting.Count == 0) return;
        var since = Stopwatch.GetTimestamp();
        var nextAlarm = Alarm;
        for (var pause = 1; waiting.Count > 0; pause = Math.Min(pause * 2, 20))
        {
            await Task.Delay(pause, token);
            var still = await HoldersAsync(connection, token);
            foreach (var gone in waiting.Keys.Except(still.Keys).ToArray()) waiting.Remove(gone);
            if (waiting.Count == 0 || Stopwatch.GetElapsedTime(since) < nextAlarm) continue;
            nextAlarm = Stopwatch.GetElapsedTime(since) + (Alarm * 6);
            Telemetry.BlockedAlarms.Add(1, new KeyValuePair<string, object?>("pid", waiting.Values.First()));
            log.LogWarning(
                "The tail of {Schema} has waited {Seconds:0} s below {Position} for open transactions of the backends {Pids}",
                schema, Stopwatch.GetElapsedTime(since).TotalSeconds, upTo, string.Join(", ", waiting.Values));
        }
        Telemetry.Blocked.Record(Stopwatch.GetElapsedTime(since).TotalSeconds);
    }

    async Task<Dictionary<string, int>> HoldersAsync(NpgsqlConnection connection, CancellationToken token)
    {
        await using var command = new NpgsqlCommand(sql, connection);
        await using var rows = await command.ExecuteReaderAsync(token);
        var holders = new Dictionary<string, int>(StringComparer.Ordinal);
        while (await rows.ReadAsync(token)) holders[rows.GetString(0)] = rows.IsDBNull(1) ? 0 : rows.GetInt32(1);
        return holders;
    }
}
