namespace Cultivation.Ladder.Cases;

// Stored for ever in the stream case:{year}-{number}: add, never rename.

/// <summary>容缺受理: the clock runs although papers are missing that the stage does not call required.</summary>
/// <param name="SupplementDueOn">Last day for them; null while the calendar of its year is not published.</param>
/// <param name="PromiseRef">Id of the programme's term that gives the day.</param>
public sealed record CaseAcceptedWithGaps(string CaseId, string[] MissingDocuments, DateOnly? SupplementDueOn, string PromiseRef, SlaPlan Term);

/// <summary>The notice of everything that is missing (补正通知).</summary>
/// <param name="Round">2 and above name a new fault, since the first notice must list everything.</param>
/// <param name="NewFault">What could not have been known at the first notice.</param>
public sealed record SupplementRequested(
    string CaseId, string[] Items, DateTimeOffset RequestedOn, bool ClockPaused, int Round, DateOnly? DueOn, SlaPlan Term, FreeText? NewFault, string By);

/// <param name="StillMissing">What has not come yet.</param>
/// <param name="Rights">The intellectual property that stands in the filing from here on; null where that was not corrected.</param>
public sealed record SupplementReceived(
    string CaseId, DateTimeOffset ReceivedOn, bool ClockResumed, string[] Items, string[] StillMissing, string By, string[]? Rights = null);
