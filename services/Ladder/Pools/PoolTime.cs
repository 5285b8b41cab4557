using Cultivation.Ladder.Cases;

namespace Cultivation.Ladder.Pools;

/// <summary>An admission to a pool and the exit that ended it, as lists give them back. Where the firm stands is said by its stages.</summary>
/// <param name="Exit">Null while no exit is recorded.</param>
/// <param name="TermEndsOn">Last day; null where the rule's term was not confirmed and no list gave one.</param>
public sealed record PoolTime(string PoolId, DateOnly AdmittedOn, DateOnly? TermEndsOn, string Batch, PoolExited? Exit = null)
{
    /// <summary>The plan that counts: the last one agreed.</summary>
    public CultivationPlanAgreed? Plan { get; init; }

    /// <summary>What was given while the firm was in the pool.</summary>
    public CoachingDelivered[] Coaching { get; init; } = [];
    public CoachingRefused[] Refused { get; init; } = [];

    internal static PoolTime[] After(PoolTime[] times, object happened) => happened switch
    {
        PoolAdmitted e => [.. times, new(e.PoolId, e.AdmittedOn, e.TermEndsOn, e.Batch)],
        PoolExited e => Change(times, t => t.PoolId == e.PoolId && t.Exit is null && t.AdmittedOn <= e.EffectiveOn, t => t with { Exit = e }),
        PoolExitAnnulled e => Change(times, t => t.PoolId == e.PoolId && t.Exit?.EffectiveOn == e.EffectiveOn, t => t with { Exit = null }),
        CultivationPlanAgreed e => Change(times, t => t.PoolId == e.PoolId && t.Exit is null, t => t with { Plan = e }),
        CoachingDelivered e => [.. times.Select(t => t.Within(e.GivenOn) ? t with { Coaching = [.. t.Coaching, e] } : t)],
        CoachingRefused e => Change(times, t => t.PoolId == e.PoolId && t.Exit is null, t => t with { Refused = [.. t.Refused, e] }),
        PoolAdmissionAnnulled e => [.. times.Where(t => (t.PoolId, t.AdmittedOn) != (e.PoolId, e.AdmittedOn))],
        _ => times,
    };

    private bool Within(DateOnly day) => AdmittedOn <= day && (Exit is null || day < Exit.EffectiveOn);

    private static PoolTime[] Change(PoolTime[] times, Func<PoolTime, bool> which, Func<PoolTime, PoolTime> change)
    {
        var last = Array.FindLastIndex(times, time => which(time));
        return [.. times.Select((time, i) => i == last ? change(time) : time)];
    }
}
