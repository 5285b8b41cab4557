using Cultivation.Ladder.Cases;

namespace Cultivation.Ladder.Pools;

/// <summary>An admission to a pool and the exit that ended it, as lists give them back. Where the firm stands is said by its stages.</summary>
/// <param name="Exit">Null while no exit is recorded; who graduates leaves without one.</param>
public sealed record PoolTime(string PoolId, DateOnly AdmittedOn, DateOnly? TermEndsOn, string Batch, PoolExited? Exit = null)
{
    internal static PoolTime[] After(PoolTime[] times, object happened) => happened switch
    {
        PoolAdmitted e => [.. times, new(e.PoolId, e.AdmittedOn, e.TermEndsOn, e.Batch)],
        PoolExited e => Change(times, t => t.PoolId == e.PoolId && t.Exit is null && t.AdmittedOn <= e.EffectiveOn, t => t with { Exit = e }),
        PoolExitAnnulled e => Change(times, t => t.PoolId == e.PoolId && t.Exit?.EffectiveOn == e.EffectiveOn, t => t with { Exit = null }),
        PoolAdmissionAnnulled e => [.. times.Where(t => (t.PoolId, t.AdmittedOn) != (e.PoolId, e.AdmittedOn))],
        _ => times,
    };

    private static PoolTime[] Change(PoolTime[] times, Func<PoolTime, bool> which, Func<PoolTime, PoolTime> change)
    {
        var last = Array.FindLastIndex(times, time => which(time));
        return [.. times.Select((time, i) => i == last ? change(time) : time)];
    }
}
