namespace Cultivation.Ladder.Cases;

// Stored for ever in the stream window:{programme}/{stage}: add, never rename.

/// <summary>A notice says between which days firms should file, or moves those days.</summary>
/// <param name="Round">The round as its notice names it, <c>2026-1</c>.</param>
/// <param name="DocumentRef">The notice.</param>
public sealed record FilingWindowSet(
    string ProgrammeId, string StageId, string Round, DateOnly OpensOn, DateOnly ClosesOn, string DocumentRef, string By);
