namespace Cultivation.Ladder.Cases;

// Stored for ever in the stream case:{year}-{number}: add, never rename.

/// <summary>Experts are asked to score the firm, each by the same sheet.</summary>
/// <param name="CriterionId">The criterion that takes its value from the review; null for none.</param>
public sealed record ReviewOpened(string CaseId, string? CriterionId, ReviewItem[] Items, ReviewRule Rule, DateTimeOffset OpenedAt, string By);

/// <summary>评审指派: a person sits on the panel.</summary>
/// <param name="Expertise">What the expert is one for.</param>
public sealed record ReviewerAssigned(
    string CaseId, string ReviewerRef, ReviewerRole Role, DateTimeOffset AssignedOn, Expertise Expertise, string By);

/// <summary>回避: a person no longer takes part, and may not act on the case again. What it scored does not count.</summary>
/// <param name="ReplacedBy">Sits on the panel instead.</param>
public sealed record ReviewerRecused(string CaseId, string PersonRef, FreeText Reason, string? ReplacedBy, DateTimeOffset On, string By);

/// <summary>A reviewer's sheet; a later one replaces it.</summary>
/// <param name="Total">Sum of the points.</param>
/// <param name="Correction">Why an earlier sheet is replaced; null for the first.</param>
public sealed record ReviewScored(string CaseId, string ReviewerRef, ItemScore[] Scores, decimal Total, DateTimeOffset ScoredAt, FreeText? Correction);

/// <summary>All have scored.</summary>
/// <param name="Value">By the rule of the review, rounded to six places.</param>
public sealed record ReviewClosed(string CaseId, string? CriterionId, decimal Value, int Sheets, DateTimeOffset ClosedAt, string By);

public enum ReviewRule { Mean, TrimmedMean }

public enum ReviewerRole { FormCheck, Expert, SiteCheck, Decision, Appeal }

public enum Expertise { Technical, Finance, Management }

/// <summary>A line of the score sheet.</summary>
/// <param name="Most">Highest number of points.</param>
public sealed record ReviewItem(string Id, string Name, decimal Most);

public sealed record ItemScore(string ItemId, decimal Points);
