using Cultivation.Console.Shared;

namespace Cultivation.Console.Subsidies;

/// <summary>A subsidy (免申即享) of a firm in a year. Money in yuan; of the account its last four digits.</summary>
/// <param name="State">proposed, notified, received, confirmed, approved, paid, givenUp and others, as Finance calls them.</param>
/// <param name="ConfirmWithin">Working days to confirm the account, from the receipt of the notice.</param>
/// <param name="DeadlineOn">Last day to confirm; null where no receipt is proven.</param>
/// <param name="RecoveryDue">What it rested on did not stand, and waits for a person.</param>
public sealed record SubsidyView(
    string Id, string SchemeId, int Year, string FirmId, string CreditCode, string State, decimal Amount, SubsidyLine[] Lines, int ConfirmWithin,
    DateTimeOffset? NoticeSentAt, DateOnly? ReceivedOn, DateOnly? DeadlineOn, DateOnly? ConfirmedOn, string? AccountEnding, DateOnly? GivenUpOn, string? ProposedBy,
    string? ApprovedBy, Payment? Payment, RecoveryDraft? RecoveryDue, decimal Recovered)
{
    /// <summary>The firm may confirm its account.</summary>
    public bool Waits => State is "notified" or "received";
}

/// <summary>A loan's part.</summary>
/// <param name="Paid">Interest or premium that the firm paid.</param>
/// <param name="Rate">The part of it that is paid.</param>
public sealed record SubsidyLine(string LoanId, string BankId, string LoanNo, decimal Paid, decimal Rate, decimal Amount);

/// <summary>The payment.</summary>
public sealed record Payment(decimal Amount, string Ref, DateOnly PaidOn);

/// <summary>By how much the subsidy would have been smaller.</summary>
public sealed record RecoveryDraft(decimal Amount, DateOnly MarkedOn);

/// <summary>A scheme, with its versions.</summary>
public sealed record Scheme(string Id, SchemeVersion[] Versions);

/// <summary>A version of a scheme.</summary>
/// <param name="Unconfirmed">Figures that wait for a person: with any, nothing is recorded.</param>
public sealed record SchemeVersion(int Number, string NameZh, string NameEn, string DocumentRef, string[] Unconfirmed)
{
    internal string Name(Reader reader) => reader.Either(NameZh, NameEn);
}

/// <summary>The district's schemes.</summary>
public sealed record SchemeList(Scheme[] Schemes);

/// <summary>Whom a scheme reaches in a year, before anything is recorded.</summary>
/// <param name="Digest">What a person saw; with it the run is recorded.</param>
public sealed record Qualifying(string SchemeId, int SchemeVersion, int Year, string[] Unconfirmed, QualifyingFirm[] Firms, LeftOut[] LeftOut, decimal Total, string Digest);

/// <summary>A firm that the scheme reaches.</summary>
public sealed record QualifyingFirm(string FirmId, string CreditCode, decimal Amount);

/// <summary>A loan that is not counted, and why.</summary>
public sealed record LeftOut(string FirmId, string CreditCode, string LoanNo, string Why);
