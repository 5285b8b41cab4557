namespace Cultivation.Criteria;

/// <summary>
/// What is missing, by how much, nearest first: data to record, answers to get, days to wait for, gaps to close (small ones first), things to change.
/// </summary>
internal static class Roadmap
{
    public static ImmutableArray<RoadmapItem> Of(string id, Logic logic, Result result, ImmutableArray<CriterionResult> criteria)
    {
        var items = new List<(RoadmapItem Item, decimal Distance)>();
        if (result is not (Result.Met or Result.NotApplicable))
            Collect(criteria, logic is Logic.Any ? id : null, items);
        return [.. items
            .OrderBy(found => found.Item.Reach).ThenBy(found => found.Item.MetOn ?? DateOnly.MinValue).ThenBy(found => found.Distance)
            .Select(found => found.Item)
            .DistinctBy(item => (item.CriterionId, item.OneOf))];
    }

    private static void Collect(ImmutableArray<CriterionResult> criteria, string? oneOf, List<(RoadmapItem, decimal)> items)
    {
        foreach (var criterion in criteria.Where(criterion => criterion.Result is not (Result.Met or Result.NotApplicable)))
            if (criterion.Parts.IsEmpty)
                items.Add(Item(criterion, oneOf));
            else
                Collect(criterion.Parts, criterion.Logic is Logic.Any ? criterion.Id : oneOf, items);
    }

    private static (RoadmapItem, decimal) Item(CriterionResult criterion, string? oneOf)
    {
        var reach = criterion switch
        {
            { Result: Result.Unknown } => Reach.Supply,
            { Result: Result.NeedsPerson } => Reach.Ask,
            { MetOn: not null } => Reach.Wait,
            { ShortBy: not null } => Reach.Grow,
            _ => Reach.Change,
        };
        var asked = criterion.Threshold?.Numbers is [var number, ..] ? Math.Abs(number) : 0;
        return (
            new(
                criterion.Id, criterion.Result, reach, Wording.Missing(criterion, reach), criterion.ShortBy, criterion.Unit,
                criterion.Amount, criterion.AmountUnit, criterion.MetOn, oneOf),
            criterion.ShortBy is { } shortBy ? (asked == 0 ? shortBy : shortBy / asked) : 0);
    }
}
