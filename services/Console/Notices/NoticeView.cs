namespace Cultivation.Console.Notices;

/// <summary>A public notice (公示).</summary>
/// <param name="EndsOn">Last day; null while the calendar of its year is not published.</param>
/// <param name="HeldBack">Cases whose decision did not take effect when it was closed.</param>
public sealed record NoticeView(
    string ListId, string Batch, NoticeSubject[] Subjects, DateOnly StartsOn, int Days, string DayUnit, DateOnly? EndsOn, string DocumentRef, Objection[] Objections,
    DateOnly? EndedOn, string[] HeldBack);

/// <summary>A case that is shown in public.</summary>
public sealed record NoticeSubject(string CaseId, string Uscc, string FirmId);

/// <summary>An objection to one case.</summary>
/// <param name="Outcome">upheld or dismissed; null until it is resolved.</param>
/// <param name="Erased">Who objected and why is not known any more.</param>
public sealed record Objection(string Id, string CaseId, string? Outcome, bool Erased);

/// <summary>Who objects and why; for supervisors and auditors alone.</summary>
public sealed record ObjectionText(string Id, string Name, string? Contact, string Text);
