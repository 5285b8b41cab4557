using Cultivation.Criteria;
using Cultivation.Ladder.Cases;
using Cultivation.Ladder.Firms;
using Cultivation.Ladder.Groups;

namespace Cultivation.Ladder.Discovery;

/// <summary>How far a firm is from a stage above it.</summary>
/// <param name="Missing">Conditions that are not met; of alternatives only one is counted.</param>
/// <param name="Open">Conditions that wait for data or for a person: unknown is not unmet.</param>
/// <param name="Lacks">Which, and by how much, nearest first.</param>
/// <param name="Rule">Programme and version.</param>
internal sealed record Standing(string StageId, Result Result, int Missing, int Open, IReadOnlyList<RoadmapItem> Lacks, string Rule)
{
    /// <summary>
    /// The distance to every stage of the programmes above the highest that the firm holds, on the main chain and on each side ladder; none for a firm that is
    /// gone. Where two programmes import a side ladder, the first one answers.
    /// </summary>
    public static IEnumerable<Standing> Of(Firm firm, IReadOnlyList<GroupMember> group, IEnumerable<RuleBook> books, DateOnly asOf)
    {
        if (firm.GoneFrom?.On <= asOf)
            yield break;
        var held = StageHistory.HeldOn(firm.Stages, asOf).ToHashSet(StringComparer.Ordinal);
        var answered = new HashSet<string>(StringComparer.Ordinal);
        foreach (var book in books)
        {
            var subject = EvaluateStage.Subject(firm, book, asOf, [], group);
            foreach (var ladder in book.Set.Rungs.GroupBy(s => s.Beside?.Id))
            {
                var highest = ladder.Where(s => held.Contains(s.Id)).Select(s => s.Order).DefaultIfEmpty(0).Max();
                foreach (var stage in ladder.Where(s => s.Order > highest && s.Holder != "team" && firm.MayHold(s.Holder) && answered.Add(s.Id)))
                    yield return Of(Evaluate.Stage(book.Set, stage.Id, subject, asOf, book.Confirmed));
            }
        }
    }

    public static Standing Of(StageResult evaluated)
    {
        // One of several alternatives is enough: while one of them is open, the whole is.
        var conditions = evaluated.Roadmap.GroupBy(item => item.OneOf ?? item.CriterionId)
            .Select(alternatives => alternatives.Any(item => item.Reach is Reach.Supply or Reach.Ask)).ToList();
        return new(
            evaluated.StageId, evaluated.Result, conditions.Count(open => !open), conditions.Count(open => open), evaluated.Roadmap,
            $"{evaluated.ProgrammeId}/{evaluated.Version}");
    }
}
