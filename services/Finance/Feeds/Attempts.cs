using Npgsql;

namespace Cultivation.Finance.Feeds;

/// <summary>One attempt to hand an entry over, as the delivery log keeps it. It says nothing about the firm.</summary>
/// <param name="At">When it began.</param>
/// <param name="Kind"><c>entry</c>, <c>replay</c>, <c>test</c>, or of a pull <c>snapshot</c>: entries that stood in the book.</param>
/// <param name="Position">None for a test.</param>
/// <param name="Outcome"><c>delivered</c>, <c>withheld</c> (delivered empty) or <c>failed</c>.</param>
/// <param name="Status">HTTP status; none by AMQP, or without an answer.</param>
/// <param name="Number">1 for the first attempt.</param>
/// <param name="Reason">Of a failure, a word as <c>timeout</c>.</param>
/// <param name="TraceId">The trace that it is part of, 32 hex.</param>
internal sealed record Attempt(
    DateTimeOffset At, string Channel, string Kind, long? Position, string Outcome, int? Status, TimeSpan Took, int Number, string? Reason, string? TraceId)
{
    public const string Entry = "entry";
    public const string Replay = "replay";
    public const string Test = "test";
    public const string Snapshot = "snapshot";

    public const string Delivered = "delivered";
    public const string Withheld = "withheld";
    public const string Failed = "failed";
}

/// <summary>The delivery log: table <c>finance.delivery_attempts</c>, bounded by age. Pulls are added by <see cref="Pulled"/>.</summary>
internal static class Attempts
{
    /// <summary>Members that tell of a pulled page its last position and how many entries it had; null where one entry was tried.</summary>
    public const string Page = "'through', upper(range_merge(positions)) - 1, 'entries', (select sum(upper(run) - lower(run)) from unnest(positions) run)";

    /// <summary>Adds attempts in one statement.</summary>
    public static NpgsqlBatchCommand Insert(string district, string bank, IReadOnlyCollection<Attempt> attempts) => new(
        """
        insert into finance.delivery_attempts (tenant_id, bank_id, at, channel, kind, position, outcome, status, took_ms, number, reason, trace_id)
        select $1, $2, a.* from unnest($3, $4, $5, $6, $7, $8, $9, $10, $11, $12) as a
        """)
    {
        Parameters =
        {
            new() { Value = district },
            new() { Value = bank },
            new() { Value = attempts.Select(a => a.At.UtcDateTime).ToArray() },
            new() { Value = attempts.Select(a => a.Channel).ToArray() },
            new() { Value = attempts.Select(a => a.Kind).ToArray() },
            new() { Value = attempts.Select(a => a.Position).ToArray() },
            new() { Value = attempts.Select(a => a.Outcome).ToArray() },
            new() { Value = attempts.Select(a => a.Status).ToArray() },
            new() { Value = attempts.Select(a => (int)a.Took.TotalMilliseconds).ToArray() },
            new() { Value = attempts.Select(a => a.Number).ToArray() },
            new() { Value = attempts.Select(a => a.Reason).ToArray() },
            new() { Value = attempts.Select(a => a.TraceId).ToArray() },
        },
    };

    /// <summary>Adds one attempt that stands alone.</summary>
    public static async Task Add(this NpgsqlDataSource database, string district, string bank, Attempt attempt, CancellationToken cancellation)
    {
        await using var batch = database.CreateBatch();
        batch.BatchCommands.Add(Insert(district, bank, [attempt]));
        await batch.ExecuteNonQueryAsync(cancellation);
    }
}
