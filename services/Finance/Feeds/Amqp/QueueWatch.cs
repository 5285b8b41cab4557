using Cultivation.Hosting;
using Npgsql;

namespace Cultivation.Finance.Feeds.Amqp;

/// <summary>
/// Looks at a bank's queue every other second and notes what it sees in <c>finance.queues</c>: that it fills up is told once, by log, figure and
/// <c>GET banks/{id}/queue</c>, and so is that there is room again. Looking also finds out that the queue is gone.
/// </summary>
internal sealed partial class QueueWatch(Place place, NpgsqlDataSource database, Broker broker, TimeProvider time, ILogger<QueueWatch> log)
{
    private static readonly TimeSpan Every = TimeSpan.FromSeconds(2);
    private DateTimeOffset next;
    private Seen? noted;
    private int limit;
    private long filled;

    /// <summary>Whether so many more may be sent without any being refused, by a wide margin: three quarters of the queue stay free.</summary>
    public bool HasRoomFor(int more) => filled + more <= limit / 4;

    /// <summary>So many were sent since it looked.</summary>
    public void Sent(int more) => filled += more;

    /// <summary>Looks at a queue that was opened just now: it may be another one.</summary>
    public async Task Begin(FeedQueue queue, CancellationToken cancellation)
    {
        limit = await broker.Limit(place, cancellation);
        next = default;
        await Look(queue, cancellation);
    }

    /// <summary>Looks, unless it looked a moment ago.</summary>
    /// <exception cref="RabbitMQ.Client.Exceptions.OperationInterruptedException">There is no such queue.</exception>
    public async Task Look(FeedQueue queue, CancellationToken cancellation)
    {
        var now = time.GetUtcNow();
        if (now < next)
            return;
        next = now + Every;
        var (messages, consumers) = await queue.Counted(cancellation);
        filled = messages;
        var before = await Before(cancellation);
        var state = Fullness.Of(before, messages, limit);
        FinanceTelemetry.Queue(place.District, place.Bank, messages, state);
        if (new Seen(messages, consumers, limit, state) is var seen && seen == noted)
            return;
        await Note(seen, now, cancellation);
        noted = seen;
        if (state != before && state != QueueState.Free)
            Fills(log, place.VirtualHost, state, messages, limit, consumers);
        else if (state != before)
            HasRoom(log, place.VirtualHost, messages, limit);
    }

    // Another process may look at the same queue: what was noted last counts.
    private async Task<QueueState> Before(CancellationToken cancellation)
    {
        var known = await database.Rows(
            "select state from finance.queues where tenant_id = $1 and bank_id = $2", row => Enum.Parse<QueueState>(row.GetString(0)), cancellation, place.District, place.Bank);
        return known is [var state] ? state : QueueState.Free;
    }

    private async Task Note(Seen seen, DateTimeOffset now, CancellationToken cancellation)
    {
        await using var note = database.Ask(
            """
            insert into finance.queues as q (tenant_id, bank_id, messages, consumers, size, state, since) values ($1, $2, $3, $4, $5, $6, $7)
            on conflict (tenant_id, bank_id) do update set messages = excluded.messages, consumers = excluded.consumers, size = excluded.size, state = excluded.state,
                since = case when q.state = excluded.state then q.since else excluded.since end
            """, place.District, place.Bank, seen.Messages, seen.Consumers, seen.Limit, seen.State.ToString(), now.UtcDateTime);
        await note.ExecuteNonQueryAsync(cancellation);
    }

    private sealed record Seen(long Messages, long Consumers, int Limit, QueueState State);

    [LoggerMessage(Level = LogLevel.Warning, Message = "The queue of {VirtualHost} is {State}: {Messages} messages of {Limit}, {Consumers} consumers; the bank does not read, or too slowly")]
    private static partial void Fills(ILogger log, string virtualHost, QueueState state, long messages, int limit, long consumers);

    [LoggerMessage(Level = LogLevel.Information, Message = "The queue of {VirtualHost} has room again: {Messages} messages of {Limit}")]
    private static partial void HasRoom(ILogger log, string virtualHost, long messages, int limit);
}
