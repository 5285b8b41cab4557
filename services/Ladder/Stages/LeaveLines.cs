using Cultivation.Ladder.Firms;

namespace Cultivation.Ladder.Stages;

/// <summary>Ends the stages whose programme has a line on a trigger, where the line may decide, and enters the stage that it names.</summary>
internal static class LeaveLines
{
    public static IEnumerable<object> Decide(Firm firm, Rungs rungs, string trigger, string causeRef, DateOnly day, DateOnly known)
    {
        foreach (var stageId in StageHistory.HeldOn(firm.Stages, day).ToList())
        {
            if (rungs.Find(stageId, day)?.Rung.Leave.FirstOrDefault(l => l.Trigger == trigger && l.MayDecide) is not { } line)
                continue;
            var next = rungs.FollowedBy(line.ToStage, day);
            yield return new StageLeft(firm.CreditCode, firm.LegalName(), stageId, trigger, causeRef, day, day < known, next?.Rung.StageId);
            if (next is { } stage && !StageHistory.Held(firm.Stages, stage.Rung.StageId, day))
                yield return new StageEntered(firm.CreditCode, firm.LegalName(), stage.Rung.StageId, StageBasis.Derived, causeRef, day, stage.Rule);
        }
    }
}
