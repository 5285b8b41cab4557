namespace Cultivation.Kit;

/// <summary>
/// The system's time, which a test can set forward: days pass in an instant, and every timer that fell due in them fires. So a whole service goes on
/// running at its own pace, and waits of hours are tested without one.
/// </summary>
public sealed class LeapingTime : TimeProvider
{
    private readonly Lock gate = new();
    private readonly HashSet<LeapingTimer> timers = [];
    private TimeSpan ahead;

    /// <summary>Sets the time forward.</summary>
    public void Leap(TimeSpan by)
    {
        LeapingTimer[] running;
        lock (gate)
        {
            ahead += by;
            running = [.. timers];
        }
        foreach (var timer in running)
            timer.Look();
    }

    public override DateTimeOffset GetUtcNow() => System.GetUtcNow() + Ahead;

    public override long GetTimestamp() => System.GetTimestamp() + (long)(Ahead.TotalSeconds * TimestampFrequency);

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        var timer = new LeapingTimer(this, callback, state);
        lock (gate)
            timers.Add(timer);
        timer.Change(dueTime, period);
        return timer;
    }

    private TimeSpan Ahead
    {
        get
        {
            lock (gate)
                return ahead;
        }
    }

    private void Forget(LeapingTimer timer)
    {
        lock (gate)
            timers.Remove(timer);
    }

    private sealed class LeapingTimer : ITimer
    {
        private readonly Lock gate = new();
        private readonly LeapingTime time;
        private readonly TimerCallback callback;
        private readonly object? state;
        private readonly ITimer inner;
        private DateTimeOffset? due;
        private TimeSpan every;

        public LeapingTimer(LeapingTime time, TimerCallback callback, object? state)
        {
            (this.time, this.callback, this.state) = (time, callback, state);
            inner = System.CreateTimer(_ => Look(), null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
        }

        public bool Change(TimeSpan dueTime, TimeSpan period)
        {
            lock (gate)
            {
                due = dueTime == Timeout.InfiniteTimeSpan ? null : time.GetUtcNow() + dueTime;
                every = period;
                return inner.Change(dueTime, Timeout.InfiniteTimeSpan);
            }
        }

        /// <summary>Fires if it is due; else waits for what remains.</summary>
        public void Look()
        {
            lock (gate)
            {
                if (due is not { } at)
                    return;
                var now = time.GetUtcNow();
                if (at > now)
                {
                    inner.Change(Milliseconds(at - now), Timeout.InfiniteTimeSpan);
                    return;
                }
                due = every > TimeSpan.Zero ? now + every : null;
                if (due is not null)
                    inner.Change(every, Timeout.InfiniteTimeSpan);
            }
            callback(state);
        }

        public void Dispose()
        {
            lock (gate)
                due = null;
            time.Forget(this);
            inner.Dispose();
        }

        public ValueTask DisposeAsync()
        {
            Dispose();
            return ValueTask.CompletedTask;
        }

        // A timer counts whole milliseconds, and must not fire before its time over and over.
        private static TimeSpan Milliseconds(TimeSpan remaining) => TimeSpan.FromMilliseconds(Math.Ceiling(remaining.TotalMilliseconds));
    }
}
