namespace Cultivation.Ladder.Cases;

/// <summary>The last review of a case.</summary>
/// <param name="Panel">Who scores; who was recused is not in it.</param>
/// <param name="Value">Null until it is closed.</param>
public sealed record CaseReview(string? CriterionId, ReviewItem[] Items, ReviewRule Rule, Reviewer[] Panel, decimal? Value = null)
{
    internal bool Open => Value is null;

    internal static CaseReview Of(ReviewOpened e) => new(e.CriterionId, e.Items, e.Rule, []);

    internal CaseReview Fold(object happened) => happened switch
    {
        ReviewerAssigned e => this with { Panel = [.. Panel, new(e.ReviewerRef, e.Expertise)] },
        ReviewerRecused e => this with { Panel = [.. Panel.Where(r => r.Person != e.PersonRef)] },
        ReviewScored e => this with { Panel = [.. Panel.Select(r => r.Person == e.ReviewerRef ? r with { Scores = e.Scores, Total = e.Total } : r)] },
        ReviewClosed e => this with { Value = e.Value },
        _ => this,
    };

    /// <summary>By the rule, of the sheets that are in.</summary>
    internal decimal Result()
    {
        var totals = Panel.Select(r => r.Total).OfType<decimal>().Order().ToArray();
        var counted = Rule == ReviewRule.TrimmedMean ? totals[1..^1] : totals;
        return Math.Round(counted.Average(), 6, MidpointRounding.AwayFromZero);
    }
}

/// <summary>One who scores.</summary>
/// <param name="Scores">Null until the sheet is in.</param>
public sealed record Reviewer(string Person, Expertise Expertise, ItemScore[]? Scores = null, decimal? Total = null);
