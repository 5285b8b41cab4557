using Marten;
using Npgsql;

namespace Cultivation.Ladder.Days;

/// <summary>
/// Finds the position at which a day that is over ended: that before the first event that a clock dated after midnight in Shanghai. The log is cut there once and
/// for all; what another clock dated otherwise lies on the side on which it stands in the log.
/// </summary>
internal sealed class ClosingPosition(NpgsqlDataSource database, IDocumentStore store, TimeProvider time)
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan Moment = TimeSpan.FromMilliseconds(50);

    /// <returns>0 where nothing was recorded by then.</returns>
    /// <exception cref="RuleBroken"><c>day.undecided</c>: a transaction of before is still open.</exception>
    public async Task<long> Of(DateOnly day, CancellationToken cancellation)
    {
        var midnight = new DateTimeOffset(day.AddDays(1).ToDateTime(TimeOnly.MinValue), Clock.Offset).ToUniversalTime();
        var position = (await database.Rows("select coalesce(hosting.position_at($1), 1) - 1", row => row.GetInt64(0), cancellation, midnight))[0];
        for (var start = time.GetTimestamp(); await Decided.Position(store, cancellation) < position;)
        {
            if (time.GetElapsedTime(start) > Patience)
                throw new RuleBroken("day.undecided", new { day });
            await Task.Delay(Moment, time, cancellation);
        }
        return position;
    }
}
