namespace Cultivation.Ladder.Stages;

// Stored for ever in the stream firm:{id}: add, never rename. Subject is the credit code.

/// <param name="BasisRef">The recognition, case or event that it rests on, by the id that its event carries.</param>
/// <param name="EffectiveOn">First day on the stage.</param>
/// <param name="AsOfRuleVersion">Programme and version, <c>jiading-six-stage/2026.11</c>.</param>
public sealed record StageEntered(
    string Subject, string LegalName, string StageId, StageBasis Basis, string BasisRef, DateOnly EffectiveOn, string AsOfRuleVersion);

/// <param name="EffectiveOn">First day on which the firm is no longer there.</param>
/// <param name="Retroactive">That day lies before the day on which it became known.</param>
public sealed record StageLeft(
    string Subject, string LegalName, string StageId, string Reason, string ReasonRef, DateOnly EffectiveOn, bool Retroactive, string? ToStageId);

public enum StageBasis { Credential, DistrictDecision, Derived }
