using Cultivation.Finance.Calendars;
using Cultivation.Finance.Reliances;
using Cultivation.Hosting;
using JasperFx.Events;

namespace Cultivation.Finance.Subsidies;

/// <summary>What a firm gets of a scheme in a year; stream <c>subsidy:{id}</c>.</summary>
/// <param name="Confirmed">The account, once confirmed.</param>
/// <param name="Due">The draft of a recovery that waits for a person.</param>
/// <param name="Settled">What did not stand and was decided on.</param>
/// <param name="Recovered">Yuan that were taken back.</param>
public sealed record Subsidy(
    string Id, string SubsidyId, string SchemeId, int SchemeVersion, int Year, string FirmId, string CreditCode, decimal Amount, decimal? Cap,
    SubsidyLine[] Lines, int ConfirmWithin, string ProposedBy, DateTimeOffset? NoticeSentAt, NoticeChannel? NoticeBy, DateOnly? ReceivedOn, DateOnly? DeadlineOn,
    ConfirmedAccount? Confirmed, DateOnly? GivenUpOn, string? ApprovedBy, SubsidyPayment? Payment, RecoveryDraft? Due, Reliance[] Settled,
    decimal Recovered, bool Cancelled, RefusedAct[] Refused, long Version)
{
    /// <summary>Before the first event.</summary>
    public Subsidy()
        : this("", "", "", 0, 0, "", "", 0, null, [], 0, "", null, null, null, null, null, null, null, null, null, [], 0, false, [], 0) { }

    /// <summary>What people decided on drafts of a recovery, oldest first.</summary>
    public RecoveryDecision[] Decisions { get; init; } = [];

    /// <summary>Key of a subsidy's stream.</summary>
    public static string Key(string subsidyId) => $"subsidy:{subsidyId}";

    /// <summary>A firm gets one subsidy of a scheme and year.</summary>
    public static string IdOf(string schemeId, int year, string firmId) => string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{schemeId}.{year}.{firmId}");

    /// <summary>How it stands. Kept with it, so that lists ask for it.</summary>
    public SubsidyState State => this switch
    {
        { Cancelled: true } => SubsidyState.Cancelled,
        { Payment: not null } => SubsidyState.Paid,
        { ApprovedBy: not null } => SubsidyState.Approved,
        { Confirmed: not null } => SubsidyState.Confirmed,
        { GivenUpOn: not null } => SubsidyState.GivenUp,
        { ReceivedOn: not null } => SubsidyState.Received,
        { NoticeSentAt: not null } => SubsidyState.Notified,
        _ => SubsidyState.Proposed,
    };

    /// <summary>
    /// Last day to confirm: as it was told, or later where the calendar was corrected since. Null where no receipt is proven, and while the
    /// calendar of a year is missing: then nothing is late.
    /// </summary>
    internal DateOnly? Deadline(IReadOnlyDictionary<int, WorkingCalendar> calendars) =>
        ReceivedOn is not { } received || WorkingTime.Due(received, ConfirmWithin, calendars) is not { } due ? null
        : DeadlineOn > due ? DeadlineOn : due;

    /// <summary>The state after one more event.</summary>
    public Subsidy Evolve(IEvent happened) => After(happened.Data) with { Id = happened.StreamKey! };

    internal Subsidy After(object happened) => happened switch
    {
        SubsidyProposed p => this with
        {
            SubsidyId = p.SubsidyId, SchemeId = p.SchemeId, SchemeVersion = p.SchemeVersion, Year = p.Year, FirmId = p.FirmId, CreditCode = p.Uscc, Amount = p.Amount,
            Cap = p.Cap, Lines = p.Lines, ConfirmWithin = p.ConfirmWithin, ProposedBy = p.By,
        },
        SubsidyNoticeSent n => this with { NoticeSentAt = n.SentAt, NoticeBy = n.Channel },
        SubsidyNoticeReceived r => this with { ReceivedOn = r.ReceivedOn, DeadlineOn = r.DeadlineOn },
        SubsidyConfirmed c => this with { Confirmed = new(c.AccountRef, c.AccountEnding, c.ConfirmedOn, c.By), GivenUpOn = null },
        SubsidyGivenUp g => this with { GivenUpOn = g.On },
        SubsidyApproved a => this with { ApprovedBy = a.By },
        SubsidyActRefused r => this with { Refused = [.. Refused, new(r.PersonRef, r.Act, r.Cause)] },
        SubsidyPaid p => this with { Payment = new(p.Amount, p.PaymentRef, p.PaidOn) },
        PayeeAccountErased _ => this with { Confirmed = Confirmed! with { Erased = true } },
        SubsidyRecoveryDue d => this with { Due = new(d.Lost, d.Basis, d.Amount, d.MarkedOn) },
        SubsidyRecoveryWithdrawn _ => this with { Due = null },
        SubsidyRecovered r => Decided(new(RecoveryOutcome.Recover, r.Amount, r.Reason, r.DocumentRef, r.DecidedOn, r.By)) with { Recovered = Recovered + r.Amount },
        SubsidyRecoveryWaived w => Decided(new(RecoveryOutcome.Waive, null, w.Reason, w.DocumentRef, w.DecidedOn, w.By)),
        SubsidyCancelled c => Decided(new(RecoveryOutcome.Cancel, null, c.Reason, c.DocumentRef, c.DecidedOn, c.By)) with { Cancelled = true },
        _ => this,
    };

    private Subsidy Decided(RecoveryDecision decision) =>
        this with { Settled = [.. Settled.Union(Due?.Lost ?? [])], Due = null, Decisions = [.. Decisions, decision] };
}

/// <summary>An account that was confirmed; its number is a document, <see cref="PayeeAccount"/>.</summary>
/// <param name="Ending">Last four digits.</param>
/// <param name="By">Subject of who entered it.</param>
public sealed record ConfirmedAccount(string Ref, string Ending, DateOnly On, string By, bool Erased = false);

/// <summary>A payment, yuan.</summary>
public sealed record SubsidyPayment(decimal Amount, string Ref, DateOnly PaidOn);

/// <summary>A recovery that waits for a person.</summary>
public sealed record RecoveryDraft(Reliance[] Lost, Eligibility.Basis Basis, decimal Amount, DateOnly MarkedOn);

/// <summary>What a person decided on such a draft.</summary>
/// <param name="Amount">Yuan that are taken back; null where none are.</param>
/// <param name="DocumentRef">The paper that decides it.</param>
public sealed record RecoveryDecision(RecoveryOutcome Outcome, decimal? Amount, FreeText Reason, string DocumentRef, DateOnly On, string By);

/// <summary>How a subsidy stands.</summary>
public enum SubsidyState
{
    /// <summary>Found by a run.</summary>
    Proposed,

    /// <summary>A notice was sent; no receipt is proven, so no clock runs.</summary>
    Notified,

    /// <summary>The notice was received; the firm has until the deadline.</summary>
    Received,

    /// <summary>The account is confirmed.</summary>
    Confirmed,

    /// <summary>A second person has approved.</summary>
    Approved,

    /// <summary>Paid.</summary>
    Paid,

    /// <summary>The firm was silent.</summary>
    GivenUp,

    /// <summary>It will not be paid, since what it rested on did not stand.</summary>
    Cancelled,
}
