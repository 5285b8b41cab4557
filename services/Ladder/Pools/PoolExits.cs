using Cultivation.Ladder.Firms;
using Cultivation.Ladder.Restructurings;

namespace Cultivation.Ladder.Pools;

/// <summary>Whatever ends the stage of a pool ends the admission to it: nothing that is given to the firm later counts for its time there.</summary>
internal static class PoolExits
{
    /// <summary>The end of a stage, after the exit where the firm stood there by an admission that is open.</summary>
    /// <param name="exitedOn">Day of the decision; null for the first day off the stage.</param>
    public static IEnumerable<object> With(StageLeft left, Firm firm, DateOnly? exitedOn = null)
    {
        if (firm.PoolTimes.Any(t => t.PoolId == left.StageId && t.Exit is null && t.AdmittedOn <= left.EffectiveOn))
            yield return new PoolExited(left.StageId, firm.CreditCode, exitedOn ?? left.EffectiveOn, Reason(left.Reason, firm), left.EffectiveOn);
        yield return left;
    }

    private static PoolExitReason Reason(string reason, Firm firm) => reason switch
    {
        StageChanges.Graduated => PoolExitReason.Graduated,
        Days.EndTerms.TermEnded => PoolExitReason.TermEnded,
        "adverseRecord" => PoolExitReason.AdverseRecord,
        "coachingRefused" => PoolExitReason.CoachingRefused,
        _ when reason == HolderGone.Word(Gone.MovedOut) => PoolExitReason.MovedAway,
        _ when reason == HolderGone.Word(Gone.Deregistered) || reason == HolderGone.Word(Gone.TeamEnded) =>
            HolderGone.Dissolved(firm)?.Kind == RestructuringKind.Merger ? PoolExitReason.Merged : PoolExitReason.HolderEnded,
        _ => PoolExitReason.Withdrawn,
    };
}
