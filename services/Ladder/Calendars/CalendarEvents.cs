namespace Cultivation.Ladder.Calendars;

// Stored for ever in the stream calendar:{year} of the reference tenant 000000: add, never rename.

/// <summary>The State Council's yearly notice of rest days and of weekend days that are worked instead.</summary>
public sealed record WorkingDayCalendarPublished(int Year, DateOnly[] RestDays, DateOnly[] MakeupWorkdays, string DocumentRef);
