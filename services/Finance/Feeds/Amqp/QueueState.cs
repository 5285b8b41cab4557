namespace Cultivation.Finance.Feeds.Amqp;

/// <summary>How full a bank's queue is. It is an alarm for the bank and the operator: a full queue takes no more, and entries wait in the feed.</summary>
public enum QueueState
{
    /// <summary>There is room.</summary>
    Free,

    /// <summary>Four fifths are taken; it stays so until half is free again.</summary>
    NearlyFull,

    /// <summary>Nothing more is taken.</summary>
    Full,
}

/// <summary>Decides on a queue's state.</summary>
internal static class Fullness
{
    /// <param name="messages">In the queue now.</param>
    /// <param name="limit">As many as it takes.</param>
    public static QueueState Of(QueueState before, long messages, int limit) =>
        messages >= limit ? QueueState.Full
        : messages >= limit * 0.8 || (before != QueueState.Free && messages > limit * 0.5) ? QueueState.NearlyFull
        : QueueState.Free;
}
