namespace Cultivation.Ladder.Stages;

/// <summary>From <paramref name="On"/> the firm stands on the stage, or no longer does, until the stage's next mark.</summary>
/// <param name="Cause">Basis of entry (<c>credential</c>) or reason of leaving (<c>credentialRevoked</c>).</param>
public sealed record StageMark(string StageId, DateOnly On, bool Held, string Cause, string CauseRef)
{
    internal static StageMark Of(StageEntered e) => new(e.StageId, e.EffectiveOn, true, StageHistory.Word(e.Basis), e.BasisRef);

    internal static StageMark Of(StageLeft e) => new(e.StageId, e.EffectiveOn, false, e.Reason, e.ReasonRef);
}

/// <summary>A time on a stage.</summary>
/// <param name="To">First day on which it is over; null while it lasts.</param>
public sealed record StageSpan(string StageId, DateOnly From, DateOnly? To, string Basis, string BasisRef, string? Reason, string? ReasonRef);

/// <summary>
/// A firm's marks, and what they say. A mark counts until the stage's next one; of two for one day the later one counts. So a correction
/// backwards changes what is known, without a change to what was recorded. A mark that says no more than the one before it is not kept.
/// </summary>
internal static class StageHistory
{
    public static StageMark[] With(IEnumerable<StageMark> marks, StageMark mark)
    {
        List<StageMark> kept = [];
        foreach (var next in marks.Where(m => (m.StageId, m.On) != (mark.StageId, mark.On)).Append(mark).OrderBy(m => m.On))
        {
            if (next.StageId != mark.StageId || Held(kept, next.StageId, next.On) != next.Held)
                kept.Add(next);
        }
        return [.. kept];
    }

    public static bool Held(IEnumerable<StageMark> marks, string stageId, DateOnly day) =>
        marks.LastOrDefault(m => m.StageId == stageId && m.On <= day)?.Held ?? false;

    public static IEnumerable<string> HeldOn(IReadOnlyCollection<StageMark> marks, DateOnly day) =>
        marks.Select(m => m.StageId).Distinct().Where(stage => Held(marks, stage, day));

    /// <summary>Times on stages, oldest first.</summary>
    public static IEnumerable<StageSpan> Spans(IEnumerable<StageMark> marks) =>
        marks.GroupBy(m => m.StageId).SelectMany(Spans).OrderBy(s => s.From);

    public static string Word(StageBasis basis) => basis switch
    {
        StageBasis.Credential => "credential",
        StageBasis.DistrictDecision => "districtDecision",
        _ => "derived",
    };

    public static StageBasis Basis(string word) => Enum.GetValues<StageBasis>().First(basis => Word(basis) == word);

    private static IEnumerable<StageSpan> Spans(IGrouping<string, StageMark> stage)
    {
        StageMark? entered = null;
        foreach (var mark in stage.OrderBy(m => m.On))
        {
            if (mark.Held)
            {
                entered ??= mark;
            }
            else if (entered is not null)
            {
                yield return new StageSpan(stage.Key, entered.On, mark.On, entered.Cause, entered.CauseRef, mark.Cause, mark.CauseRef);
                entered = null;
            }
        }
        if (entered is not null)
            yield return new StageSpan(stage.Key, entered.On, null, entered.Cause, entered.CauseRef, null, null);
    }
}
