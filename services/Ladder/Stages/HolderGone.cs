using Cultivation.Ladder.Firms;

namespace Cultivation.Ladder.Stages;

/// <summary>Why nobody holds the stages of a district any more.</summary>
public enum Gone { TeamEnded, Deregistered, MovedOut }

/// <summary>A day from which the district has no such firm or team.</summary>
public sealed record GoneFrom(DateOnly On, Gone Cause, string CauseRef);

/// <summary>
/// Ends every stage of a holder that is gone. This needs no line of a programme: a stage cannot be held by nobody. Titles stay as they are;
/// they are the authority's.
/// </summary>
internal static class HolderGone
{
    public static IEnumerable<object> Decide(Firm firm, Gone cause, string causeRef, DateOnly on, DateOnly known)
    {
        foreach (var stage in firm.Stages.GroupBy(m => m.StageId))
        {
            var days = stage.Where(m => m.Held && m.On > on).Select(m => m.On);
            foreach (var day in StageHistory.Held(firm.Stages, stage.Key, on) ? days.Prepend(on) : days)
                yield return new StageLeft(firm.CreditCode, firm.LegalName(), stage.Key, Word(cause), causeRef, day, day < known, null);
        }
    }

    public static string Word(Gone cause) => cause switch
    {
        Gone.TeamEnded => "teamEnded",
        Gone.Deregistered => "deregistered",
        _ => "movedOut",
    };
}
