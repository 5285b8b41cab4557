namespace Cultivation.Criteria;

/// <summary>What happened to a part between two versions. Moved: it stands under another part.</summary>
public enum ChangeKind { Added, Removed, Changed, Moved }

/// <summary>One difference between two versions of a programme.</summary>
/// <param name="Path">JSON path of the part: in the later file, and in the earlier one where the part was removed.</param>
/// <param name="Id">Id of the criterion, stage, clause or other part; <c>metrics.staff</c> and the like in the vocabulary; null for the programme itself.</param>
/// <param name="Property">What of the part changed, such as <c>value</c> or <c>certainty</c>; <c>test</c> where more than the figure of a criterion did; null unless changed.</param>
/// <param name="Old">As the earlier file has it; null where it has none.</param>
/// <param name="New">As the later file has it; null where it has none.</param>
/// <param name="Text">The change in a sentence.</param>
public sealed record Change(ChangeKind Kind, string Path, string? Id, string? Property, JsonElement? Old, JsonElement? New, Text Text);
