namespace Cultivation.Ladder.Cases;

// Stored for ever: add, never rename. The first five in notice:{id}, the others in case:{year}-{number}.

/// <summary>公示: decisions of a batch are shown in public before they take effect.</summary>
/// <param name="StartsOn">Does not count.</param>
/// <param name="DayUnit"><c>workingDay</c> or <c>calendarDay</c>, as the programme says.</param>
/// <param name="EndsOn">Last day; null while the calendar of its year is not published.</param>
/// <param name="DocumentRef">Where it was published.</param>
public sealed record PublicNoticeStarted(
    string ListId, string Batch, NoticeSubject[] Subjects, DateOnly StartsOn, int Days, string DayUnit, DateOnly? EndsOn, string SlaId, string DocumentRef,
    string By);

/// <summary>Somebody objects to one subject of a notice; who and why is a document that can be erased.</summary>
/// <param name="Subject">Credit code of the firm.</param>
public sealed record ObjectionRaised(string ListId, string ObjectionId, string CaseId, string Subject, DateOnly RaisedOn, string By);

public sealed record ObjectionResolved(
    string ListId, string ObjectionId, string CaseId, ObjectionOutcome Outcome, FreeText Reason, DateOnly ResolvedOn, string By);

/// <summary>Who objected and why was erased on request.</summary>
/// <param name="RequestRef">The paper by which it was asked for.</param>
public sealed record ObjectionErased(string ListId, string ObjectionId, string RequestRef, DateOnly ErasedOn, string By);

/// <param name="Objections">How many there were.</param>
/// <param name="HeldBack">Cases whose decision did not take effect by the end: an objection is open or was upheld, or the case or the firm has ended.</param>
public sealed record PublicNoticeEnded(string ListId, DateOnly EndedOn, int Objections, string[] HeldBack, string By);

public sealed record CasePutOnNotice(string CaseId, string ListId, DateOnly StartsOn, string By);

/// <summary>The notice is over for this case: what was decided holds from here on.</summary>
public sealed record DecisionTookEffect(string CaseId, string ListId, DateOnly EffectiveOn, string By);

/// <summary>An objection was upheld: the case waits for another proposal.</summary>
public sealed record DecisionOverturned(string CaseId, string ListId, string ObjectionId, DateOnly OverturnedOn, string By);

/// <param name="Uscc">Credit code of the firm.</param>
public sealed record NoticeSubject(string CaseId, string Uscc, string FirmId);

public enum ObjectionOutcome { Upheld, Dismissed }
