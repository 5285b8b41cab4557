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
            // A stage that rests on a title is entered by the title alone.
            var next = line.ToStage is { } to && rungs.Find(to, day) is { Rung.Credentials.Count: 0 } found ? found : ((Rung Rung, string Rule)?)null;
            yield return new StageLeft(firm.CreditCode, firm.LegalName(), stageId, trigger, causeRef, day, day < known, next?.Rung.StageId);
            if (next is { } stage && !StageHistory.Held(firm.Stages, stage.Rung.StageId, day))
                yield return new StageEntered(firm.CreditCode, firm.LegalName(), stage.Rung.StageId, StageBasis.Derived, causeRef, day, stage.Rule);
        }
    }
}
