namespace Cultivation.Criteria;

/// <summary>The answer to a criterion or a group. Unknown is not unmet: a fact is missing, and nothing is said about the firm.</summary>
public enum Result
{
    Met,
    Unmet,
    /// <summary>A fact that the rule needs is not recorded, or not in the definition and scope that the rule asks for.</summary>
    Unknown,
    /// <summary>Data cannot answer; a person or an authority must, by a <see cref="Judgement"/>.</summary>
    NeedsPerson,
    NotApplicable,
}

/// <summary>A figure that was looked at. <see cref="NotUsed"/> says why it did not count; the value is null where none is recorded.</summary>
/// <param name="Name">The metric code of the fact, or what else was read: <c>establishedOn</c>, <c>recognition</c>, <c>condition</c>.</param>
public sealed record Input(
    string Name, int? Year, string? DefinitionId, decimal? Value, string? Content, string? Unit, string? Reference, Text? NotUsed = null);

/// <summary>What the value was compared with. <see cref="Why"/> names the band that applied; it is null where there is only one threshold.</summary>
public sealed record Threshold(Operator Operator, ImmutableArray<decimal> Numbers, ImmutableArray<string> Codes, string Unit, Text? Why);

/// <summary>The document and article that a criterion is taken from.</summary>
public sealed record Citation(string Ref, string DocNo, string? Article);

/// <summary>One criterion, answered, with everything that the answer rests on.</summary>
/// <param name="Value">The measured value in <see cref="Unit"/>, for reading; comparison is done on the exact numbers behind it.</param>
/// <param name="ShortBy">By how much the value misses the threshold, in the same unit; null unless unmet and measurable.</param>
/// <param name="Amount">For a share or a growth: how much more (or, with "at most", less) of the figure on top would do, in <see cref="AmountUnit"/>.</param>
/// <param name="MetOn">The day on which it becomes met by the passing of time alone.</param>
/// <param name="ConfirmId">The id whose confirmation lets it decide; null where it may decide without.</param>
/// <param name="MayDecide">Documented without reservation, or confirmed; for a composite, the parts that its result rests on.</param>
public sealed record CriterionResult(
    string Id, string? Term, Text Text, Result Result, EvaluatedBy EvaluatedBy, string? Metric, Text? MetricName, decimal? Value, string? Content, string? Unit,
    Threshold? Threshold, decimal? ShortBy, decimal? Amount, string? AmountUnit, DateOnly? MetOn, ImmutableArray<Input> Inputs, Text? Reason,
    Citation? Source, Certainty Certainty, Certainty? FigureCertainty, string? ConfirmId, bool MayDecide, Logic? Logic, ImmutableArray<CriterionResult> Parts);

/// <summary>A group, answered.</summary>
/// <param name="MayDecide">Whether the result rests only on criteria that may decide.</param>
/// <param name="ToConfirm">Ids that would have to be confirmed before every criterion of the group may decide.</param>
public sealed record GroupResult(
    Result Result, bool MayDecide, ImmutableArray<string> ToConfirm, ImmutableArray<CriterionResult> Criteria, ImmutableArray<RoadmapItem> Roadmap);

/// <summary>The version of a programme that was used.</summary>
public sealed record ProgrammeUsed(string Id, string Version, string Hash);

/// <summary>A stage, a substate or a credential, answered for one subject and one day.</summary>
/// <param name="Programmes">The main programme first, then its imports: what a decision has to pin.</param>
/// <param name="Entry">Whether the firm stands on it by what it holds on that day (a valid certificate); empty where the district decides.</param>
/// <param name="Held">Whether a credential that puts a firm on the stage holds on that day; null where entry is not by credential.</param>
public sealed record StageResult(
    string StageId, string ProgrammeId, string Version, string Hash, ImmutableArray<ProgrammeUsed> Programmes, DateOnly AsOf, Result Result, bool MayDecide,
    ImmutableArray<string> ToConfirm, ImmutableArray<CriterionResult> Criteria, ImmutableArray<RoadmapItem> Roadmap,
    bool? Held, ImmutableArray<CriterionResult> Entry);

/// <summary>How a gap can be closed, nearest first.</summary>
public enum Reach
{
    /// <summary>Record a fact.</summary>
    Supply,
    /// <summary>Let a person or an authority answer.</summary>
    Ask,
    /// <summary>Wait for a day.</summary>
    Wait,
    /// <summary>Close a measured gap; smaller ones (relative to the threshold) come first.</summary>
    Grow,
    /// <summary>Something is not as the rule wants it, and no number says by how much.</summary>
    Change,
}

/// <summary>One thing that is missing.</summary>
/// <param name="OneOf">Id of the composite criterion (or of the whole) of which one alternative is enough; null where this one is needed.</param>
public sealed record RoadmapItem(
    string CriterionId, Result Result, Reach Reach, Text Text, decimal? ShortBy, string? Unit, decimal? Amount, string? AmountUnit,
    DateOnly? MetOn, string? OneOf);
