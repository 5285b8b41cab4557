using JasperFx.Events;

namespace Cultivation.Ladder.Days;

/// <summary>A day whose end has been recorded.</summary>
/// <param name="Position">Where it ended in the log; null for days that were closed before this was recorded.</param>
public sealed record ClosedDay(string Id, int Expired, long Version, int Lapsed = 0, int Ended = 0, long? Position = null)
{
    public ClosedDay() : this("", 0, 0) { }

    internal static string Key(DateOnly day) => $"day:{day:O}";

    public ClosedDay Evolve(IEvent happened) => happened.Data is DayClosed closed
        ? this with { Id = happened.StreamKey!, Expired = closed.Expired, Lapsed = closed.Lapsed, Ended = closed.Ended, Position = closed.Position }
        : this;
}
