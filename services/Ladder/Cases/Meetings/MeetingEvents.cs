namespace Cultivation.Ladder.Cases;

// Stored for ever in the stream meeting:{id}: add, never rename.

/// <summary>A meeting went through proposals of one batch. Each case was decided for itself: one that was refused held no other back.</summary>
/// <param name="MinutesRef">The minutes (会议纪要).</param>
public sealed record BatchMeetingRecorded(string MeetingId, string Batch, DateOnly HeldOn, string MinutesRef, MeetingResult[] Results, string By);

/// <param name="Subject">Credit code of the firm; null for a case that is not known.</param>
/// <param name="Decision">Where it was decided.</param>
/// <param name="Code">Of a refusal.</param>
public sealed record MeetingResult(string CaseId, string? Subject, MeetingOutcome Outcome, CaseDecision? Decision, string? Code);

public enum MeetingOutcome { Decided, Returned, Refused }
