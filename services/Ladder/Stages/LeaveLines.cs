using Cultivation.Ladder.Firms;

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
    public static IEnumerable<object> Leave(
        Firm firm, Rungs rungs, string stageId, string reason, string? toStage, string causeRef, DateOnly day, DateOnly known)
    {
        var next = rungs.FollowedBy(toStage, day);
        yield return new StageLeft(firm.CreditCode, firm.LegalName(), stageId, reason, causeRef, day, day < known, next?.Rung.StageId);
        if (next is { } stage && !StageHistory.Held(firm.Stages, stage.Rung.StageId, day))
            yield return new StageEntered(firm.CreditCode, firm.LegalName(), stage.Rung.StageId, StageBasis.Derived, causeRef, day, stage.Rule);
    }
}
