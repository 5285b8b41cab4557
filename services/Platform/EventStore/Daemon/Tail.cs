using System.Diagnostics;
using Microsoft.Extensions.Logging;
using Npgsql;

namespace Marten.Events.Daemon;

/// <summary>
/// Follows the log. A number is taken before its commit, so the highest row seen says nothing about the ones below it: the tail
/// hands on the contiguous prefix at once, and passes a hole only when every number up to the sequence's head is decided (<see cref="Gap"/>).
/// </summary>
internal sealed class Tail(DocumentStore store, ILogger log)
{
    const int Most = 1000;
    static readonly TimeSpan MarkEvery = TimeSpan.FromSeconds(1);

    readonly TailReads reads = new(store);
    readonly Gap gap = new(store.Database.Schema, log);
    readonly Recent recent = new();
    long decided;
    long marked = -1;
    long markedAt;
    long movedAt;

    /// <summary>Every number up to here is decided, and every committed event up to here can be read.</summary>
    public long Decided => Volatile.Read(ref decided);

    /// <summary>Set whenever <see cref="Decided"/> moves.</summary>
    public Signal Moved { get; } = new();

    /// <summary>Runs until cancelled or until the connection is lost.</summary>
    public async Task FollowAsync(NpgsqlConnection connection, CancellationToken token)
    {
        await BeginAsync(connection, token);
        while (true)
        {
            var appended = store.Signal.Next;
            var (head, next) = await reads.NextAsync(connection, Decided, Most, token);
            if (head > Decided) await AdvanceAsync(connection, head, next, token);
            await MarkAsync(connection, token);
            if (Decided < head) continue;
            await Task.WhenAny(appended, Task.Delay(Poll(), token));
            token.ThrowIfCancellationRequested();
        }
    }

    /// <summary>The next events after a position, at most up to the decided mark.</summary>
    public async Task<Page> AfterAsync(long position, int most, Wanted wanted, CancellationToken token)
    {
        var upTo = Decided;
        if (recent.After(position, most) is { } page) return page;
        await using var connection = await store.Database.Source.OpenConnectionAsync(token);
        var events = await reads.RowsAsync(connection, position, upTo, most, wanted, token);
        return new(events, events.Count == most ? events[^1].Sequence : upTo);
    }

    /// <summary>What was decided before is served while the rest is still being decided.</summary>
    async Task BeginAsync(NpgsqlConnection connection, CancellationToken token)
    {
        var head = await reads.HeadAsync(connection, token);
        foreach (var position in new[] { Math.Min(head, await Positions.MarkedAsync(connection, store.Database.Schema, token)), head })
        {
            if (position == head) await gap.DecideAsync(connection, head, token);
            recent.Reset(position);
            Move(position);
        }
    }

    async Task AdvanceAsync(NpgsqlConnection connection, long head, List<StoredEvent> events, CancellationToken token)
    {
        if (head - Decided > Recent.Most && await gap.IsNoneAsync(connection, token))
        {
            // Nobody could read all this here before it is dropped again: each reads for himself.
            recent.Reset(head);
            Move(head);
            return;
        }
        var prefix = 0;
        while (prefix < events.Count && events[prefix].Sequence == Decided + prefix + 1) prefix++;
        if (prefix > 0)
        {
            if (prefix < events.Count) events.RemoveRange(prefix, events.Count - prefix);
            Hand(events, events[^1].Sequence);
            return;
        }
        await gap.DecideAsync(connection, head, token);
        do
        {
            events = await reads.RowsAsync(connection, Decided, head, Most, Wanted.All, token);
            Hand(events, events.Count == Most ? events[^1].Sequence : head);
        }
        while (Decided < head);
    }

    void Hand(List<StoredEvent> events, long upTo)
    {
        recent.Add(events, upTo);
        Move(upTo);
    }

    void Move(long upTo)
    {
        Volatile.Write(ref decided, upTo);
        movedAt = Stopwatch.GetTimestamp();
        Moved.Set();
    }

    /// <summary>
    /// How soon to look for writes of other processes: 25 ms while there is traffic, 80 ms when there has been none for long.
    /// </summary>
    TimeSpan Poll() => TimeSpan.FromMilliseconds(Math.Clamp(Stopwatch.GetElapsedTime(movedAt).TotalMilliseconds / 80, 25, 80));

    /// <summary>Keeps the row HighWaterMark near the truth without a write per event.</summary>
    async Task MarkAsync(NpgsqlConnection connection, CancellationToken token)
    {
        if (marked == Decided || (marked >= 0 && Stopwatch.GetElapsedTime(markedAt) < MarkEvery)) return;
        await Positions.MarkAsync(connection, store.Database.Schema, Decided, token);
        (marked, markedAt) = (Decided, Stopwatch.GetTimestamp());
    }
}
