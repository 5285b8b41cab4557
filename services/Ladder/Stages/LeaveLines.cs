using Cultivation.Ladder.Firms;
using Cultivation.Ladder.Pools;

namespace Cultivation.Ladder.Stages;

/// <summary>Ends the stages whose programme has a line on a trigger, where the line may decide, and enters the stage that it names.</summary>
internal static class LeaveLines
{
    public static IEnumerable<object> Decide(Firm firm, Rungs rungs, string trigger, string causeRef, DateOnly day, DateOnly known)
    {
        foreach (var stageId in StageHistory.HeldOn(firm.Stages, day).ToList())
        {
            if (rungs.Find(stageId, day)?.Rung.Line(trigger) is not { } line)
                continue;
            foreach (var happened in Leave(firm, rungs, stageId, trigger, line.ToStage, causeRef, day, known))
                yield return happened;
        }
    }

    /// <summary>The firm leaves one stage, and enters the one that the line leads to where no title is needed for it.</summary>
    /// <param name="decidedOn">Day of the decision; null where the first day off the stage is meant.</param>
    public static IEnumerable<object> Leave(
        Firm firm, Rungs rungs, string stageId, string reason, string? toStage, string causeRef, DateOnly day, DateOnly known, DateOnly? decidedOn = null)
    {
        var next = rungs.FollowedBy(toStage, day);
        StageLeft left = new(firm.CreditCode, firm.LegalName(), stageId, reason, causeRef, day, day < known, next?.Rung.StageId);
        foreach (var happened in PoolExits.With(left, firm, decidedOn))
            yield return happened;
        if (next is { } stage && !StageHistory.Held(firm.Stages, stage.Rung.StageId, day))
            yield return new StageEntered(firm.CreditCode, firm.LegalName(), stage.Rung.StageId, StageBasis.Derived, causeRef, day, stage.Rule);
    }
}
