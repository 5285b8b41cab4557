using Cultivation.Finance.Eligibility;
using Cultivation.Finance.Reliances;
using Cultivation.Hosting;

namespace Cultivation.Finance.Subsidies;

// Stored for ever in the stream subsidy:{scheme}.{year}.{firm}: add, never rename. No account number stands in any of them.

/// <summary>A firm qualifies for a scheme in a year, without having applied (免申即享).</summary>
/// <param name="Amount">Yuan.</param>
/// <param name="Cap">Most for a firm and year; null for none.</param>
/// <param name="Lines">How it came about, loan by loan.</param>
/// <param name="ConfirmWithin">Working days to confirm the account, from the receipt of the notice.</param>
public sealed record SubsidyProposed(
    string SubsidyId, string SchemeId, int SchemeVersion, int Year, string FirmId, string Uscc, decimal Amount, decimal? Cap, SubsidyLine[] Lines,
    int ConfirmWithin, DateOnly ProposedOn, string By);

/// <summary>The firm was sent a notice. That it was sent starts no clock.</summary>
public sealed record SubsidyNoticeSent(string SubsidyId, NoticeChannel Channel, DateTimeOffset SentAt, string By);

/// <summary>That the firm has received its notice is proven: from this day its working days count.</summary>
/// <param name="DocumentHash">SHA-256 of the proof; null where the firm opened the notice itself.</param>
/// <param name="DeadlineOn">Last day to confirm, as it was told; null while the calendar of a year is not published.</param>
public sealed record SubsidyNoticeReceived(
    string SubsidyId, DateOnly ReceivedOn, string? DocumentHash, DateOnly? DeadlineOn, string By);

/// <summary>The firm has confirmed the account (补贴确定).</summary>
/// <param name="Subject">The firm's credit code.</param>
/// <param name="AccountRef">Reference of the document that holds the account.</param>
/// <param name="AccountEnding">Its last four digits.</param>
/// <param name="DocumentHash">SHA-256 of the signed paper; null where the firm confirmed itself.</param>
public sealed record SubsidyConfirmed(
    string SchemeId, string Subject, int Year, decimal Amount, string[] Basis, DateTimeOffset NoticeSentOn, DateOnly? NoticeReceivedOn, DateOnly ConfirmedOn,
    DateOnly? DeadlineOn, string AccountRef, string AccountEnding, string? DocumentHash, string By);

/// <summary>The firm was silent until its deadline was over: it has given the subsidy up.</summary>
public sealed record SubsidyGivenUp(string SubsidyId, DateOnly DeadlineOn, DateOnly On);

/// <summary>A second person approves.</summary>
public sealed record SubsidyApproved(string SubsidyId, decimal Amount, DateOnly ApprovedOn, string By);

/// <summary>An act was refused for who the person is.</summary>
/// <param name="Cause">The code of the refusal.</param>
public sealed record SubsidyActRefused(string SubsidyId, string PersonRef, string Act, string Cause, DateTimeOffset At);

/// <summary>The money was paid.</summary>
/// <param name="PaymentRef">The treasury's number of the payment.</param>
public sealed record SubsidyPaid(string SubsidyId, decimal Amount, string PaymentRef, DateOnly PaidOn, string By);

/// <summary>The document with the account was erased; the reference leads nowhere from now on.</summary>
public sealed record PayeeAccountErased(string SubsidyId, string AccountRef, string RequestRef, DateOnly ErasedOn, string By);

/// <summary>Something that the subsidy rested on did not stand. A draft: a person decides.</summary>
/// <param name="Lost">What did not stand.</param>
/// <param name="Basis">By what that became known.</param>
/// <param name="Amount">By how much the subsidy would have been smaller, yuan.</param>
public sealed record SubsidyRecoveryDue(string SubsidyId, Reliance[] Lost, Basis Basis, decimal Amount, DateOnly MarkedOn);

/// <summary>All that it rested on stands after all: the draft is withdrawn.</summary>
public sealed record SubsidyRecoveryWithdrawn(string SubsidyId, DateOnly On);

/// <summary>A person has decided to take money back (补贴追回).</summary>
/// <param name="Cause">The event of the ladder, <c>ladder:{epoch}-{position}</c>.</param>
public sealed record SubsidyRecovered(
    string SchemeId, string Subject, decimal Amount, string Cause, DateOnly DecidedOn, int OfYear, FreeText Reason, string DocumentRef, string By);

/// <summary>A person has decided that it stays as it is.</summary>
public sealed record SubsidyRecoveryWaived(string SubsidyId, FreeText Reason, string DocumentRef, DateOnly DecidedOn, string By);

/// <summary>A person has decided, before it was paid, that it will not be.</summary>
public sealed record SubsidyCancelled(string SubsidyId, FreeText Reason, string DocumentRef, DateOnly DecidedOn, string By);

/// <summary>The end of a day was looked at: stream <c>day:{date}</c>.</summary>
/// <param name="GivenUp">How many subsidies were given up by silence.</param>
public sealed record SubsidyDayClosed(DateOnly Day, int GivenUp);

/// <summary>One loan's part in a subsidy.</summary>
/// <param name="Paid">Interest or premium that the firm paid, yuan.</param>
/// <param name="Rate">The part of it that is paid.</param>
/// <param name="Amount">Their product, to the fen.</param>
/// <param name="Rests">What must have stood on the first day of the loan.</param>
public sealed record SubsidyLine(
    string LoanId, string BankId, string LoanNo, DateOnly RepaidOn, decimal Paid, decimal Rate, decimal Amount, Reliance[] Rests);

/// <summary>How a notice is sent.</summary>
public enum NoticeChannel
{
    /// <summary>On the commission's platform.</summary>
    Platform,

    /// <summary>By registered letter.</summary>
    Letter,

    /// <summary>By text message.</summary>
    Sms,

    /// <summary>By electronic mail.</summary>
    Email,

    /// <summary>By hand.</summary>
    InPerson,
}
