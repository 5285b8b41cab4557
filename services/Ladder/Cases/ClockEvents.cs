namespace Cultivation.Ladder.Cases;

// Stored for ever in the stream case:{year}-{number}: add, never rename.

/// <summary>The clock of a case was stopped, went on, got more days, or was reckoned again by another calendar.</summary>
/// <param name="DaysUsed">Promised days used up to then; null while the calendar of a year that they reach into is not published.</param>
/// <param name="NewDueOn">Null while the clock stands, and while the calendar is not published.</param>
/// <param name="AddedDays">How many days an extension added.</param>
/// <param name="Note">Why, in words.</param>
public sealed record SlaClockChanged(
    string CaseId, ClockChange Change, ClockReason Reason, DateTimeOffset At, int? DaysUsed, int? DaysLeft, DateOnly? NewDueOn, string By,
    int? AddedDays = null, FreeText? Note = null);

/// <summary>The day by which the firm or the commission must do something moved: by another calendar, since papers came, or since the case was reopened.</summary>
public sealed record DeadlineMoved(string CaseId, CaseDeadline Deadline, DateOnly? NewDueOn, ClockReason Reason, DateTimeOffset At, string By);

public enum ClockChange { Paused, Resumed, Extended, Recomputed }

public enum ClockReason
{
    Supplement, ExpertReview, PublicNotice, Hearing, SiteInspection, WaitingOtherUnit, CalendarChanged, Complexity, Reopening,
}

public enum CaseDeadline { CompletenessCheck, Supplement, CommitmentCheck }
