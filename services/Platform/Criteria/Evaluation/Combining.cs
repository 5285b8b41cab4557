namespace Cultivation.Criteria;

/// <summary>
/// How results are combined. Both logics take the item that comes first in their order, so nesting and sequence do not matter:
/// <code>
/// all: Unmet, Unknown, NeedsPerson, Met, NotApplicable      one unmet item settles it; a missing fact is asked for before a person is
/// any: Met, Unknown, NeedsPerson, Unmet, NotApplicable      one met item settles it; while one is open, it is not unmet
/// </code>
/// What does not apply is left out; a group of nothing else, or of nothing, does not apply.
/// </summary>
public static class Combining
{
    /// <summary>The result of a group whose items have these results.</summary>
    public static Result Combine(this Logic logic, IEnumerable<Result> items)
    {
        var result = Result.NotApplicable;
        foreach (var item in items)
            if (Place(logic, item) < Place(logic, result))
                result = item;
        return result;
    }

    /// <summary>
    /// Whether a group's result rests on criteria that may decide: one item is enough where one settles the group (an unmet one of all, a met
    /// one of any); otherwise every item counts.
    /// </summary>
    internal static bool MayDecide(this Logic logic, Result result, IReadOnlyList<CriterionResult> items) =>
        result == (logic is Logic.All ? Result.Unmet : Result.Met)
            ? items.Any(item => item.Result == result && item.MayDecide)
            : items.All(item => item.MayDecide);

    private static int Place(Logic logic, Result result) => result switch
    {
        Result.Unmet => logic is Logic.All ? 0 : 3,
        Result.Unknown => 1,
        Result.NeedsPerson => 2,
        Result.Met => logic is Logic.All ? 3 : 0,
        _ => 4,
    };
}
