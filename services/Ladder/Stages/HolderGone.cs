using Cultivation.Ladder.Firms;
using Cultivation.Ladder.Pools;
using Cultivation.Ladder.Restructurings;

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
        var left = firm;
        foreach (var stage in firm.Stages.GroupBy(m => m.StageId))
        {
            var days = stage.Where(m => m.Held && m.On > on).Select(m => m.On);
            foreach (var day in StageHistory.Held(firm.Stages, stage.Key, on) ? days.Prepend(on) : days)
            {
                foreach (var happened in PoolExits.With(new(firm.CreditCode, firm.LegalName(), stage.Key, Word(cause), causeRef, day, day < known, null), left))
                {
                    left = left.Fold(happened);
                    yield return happened;
                }
            }
        }
    }

    /// <summary>The merger or split that left nothing of it; null for none. One that goes on stands on both sides.</summary>
    public static EnterpriseRestructured? Dissolved(Firm firm)
    {
        var codes = firm.FormerCodes.Append(firm.CreditCode).ToHashSet(StringComparer.Ordinal);
        return firm.Restructurings.FirstOrDefault(r => r.FromUscc.Any(codes.Contains) && !r.ToUscc.Any(codes.Contains));
    }

    /// <exception cref="RuleBroken"><c>firm.gone</c>: nothing can be given to it any more.</exception>
    public static void RequireNot(Firm firm)
    {
        firm.RequireHere();
        if (Dissolved(firm) is { } by)
            throw new RuleBroken("firm.gone", new { on = by.EffectiveOn, cause = "restructured" });
    }

    public static string Word(Gone cause) => cause switch
    {
        Gone.TeamEnded => "teamEnded",
        Gone.Deregistered => "deregistered",
        _ => "movedOut",
    };
}
