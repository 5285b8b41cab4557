using System.Text.Json;
using Cultivation.Criteria;

namespace Cultivation.Ladder.Cases;

/// <summary>
/// What a programme says of a review: clauses <c>scoreSheet</c> and <c>experts</c> beside the criterion, as far as they may decide.
/// </summary>
/// <param name="Sheet">Null where the sheet is given with the panel.</param>
internal sealed record ReviewRules(ScoreSheet? Sheet, PanelRule Panel)
{
    private static readonly PanelRule Several = new(2, 0, 0);

    /// <exception cref="RuleBroken"><c>review.criterion-not-scored</c>: no person is asked for a number there.</exception>
    public static ReviewRules Of(RuleBook book, string? criterionId)
    {
        if (criterionId is null)
            return new(null, Several);
        var clauses = Beside(book, criterionId) ?? throw new RuleBroken("review.criterion-not-scored", new { criterionId });
        return new(
            Data<ScoreSheet>(book, clauses.Where(c => c.Kind == "scoreSheet")).FirstOrDefault(s => s.Criterion == criterionId),
            Data<PanelRule>(book, clauses.Where(c => c.Kind == "experts")).FirstOrDefault() ?? Several);
    }

    private static IEnumerable<T> Data<T>(RuleBook book, IEnumerable<Clause> clauses) => clauses
        .Where(c => c.Data is not null && c.Standing.MayDecide(book.Confirmed)).Select(c => c.Data!.Value.Deserialize<T>(Json.Web)!);

    // The clauses of the stage or title whose criterion it is.
    private static IReadOnlyList<Clause>? Beside(RuleBook book, string criterionId) => book.Set.All
        .SelectMany(p => p.Stages.Select(s => (s.Criteria, s.Clauses)).Concat(p.Titles().Select(t => (t.Criteria, t.Clauses))))
        .Where(owner => owner.Criteria.Leaves().Any(c => c.Id == criterionId && c is { EvaluatedBy: not EvaluatedBy.Auto, Test: not null }))
        .Select(owner => (IReadOnlyList<Clause>)owner.Clauses).FirstOrDefault();
}

/// <summary>Data of a clause <c>scoreSheet</c>: what is scored, with the highest points, and how the sheets become one number.</summary>
internal sealed record ScoreSheet(string Criterion, ReviewItem[] Items, ReviewRule Rule = ReviewRule.Mean);

/// <summary>Data of a clause <c>experts</c>.</summary>
/// <param name="TechnicalShareMin">Share of technical experts, 0 to 1.</param>
internal sealed record PanelRule(int Minimum, decimal TechnicalShareMin, int FinanceExpertsMin)
{
    /// <exception cref="RuleBroken"><c>review.panel-too-small</c>, <c>review.panel-composition</c>.</exception>
    public void Require(IReadOnlyCollection<Expertise> panel, ReviewRule rule)
    {
        // Without the highest and the lowest there must be one left.
        var minimum = Math.Max(Minimum, rule == ReviewRule.TrimmedMean ? 3 : 1);
        if (panel.Count < minimum)
            throw new RuleBroken("review.panel-too-small", new { minimum, panel.Count });
        var (technical, finance) = (panel.Count(e => e == Expertise.Technical), panel.Count(e => e == Expertise.Finance));
        if (technical < TechnicalShareMin * panel.Count || finance < FinanceExpertsMin)
            throw new RuleBroken("review.panel-composition", new { TechnicalShareMin, FinanceExpertsMin, technical, finance });
    }
}
