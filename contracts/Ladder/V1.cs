namespace Cultivation.Contracts.Ladder.V1;

/// <summary>What every message about a firm says: the opaque id of its stream, its 18-character credit code (empty for a team, which has none) and
/// its name on that day.</summary>
public interface IAboutFirm
{
    string FirmId { get; }
    string CreditCode { get; }
    string LegalName { get; }
}

/// <summary>A firm stands on the register of the district.</summary>
/// <param name="EstablishedOn">Day of first registration with the market regulator.</param>
/// <param name="RegisteredDivision">Division (GB/T 2260, six digits) that registered the firm first; it does not follow a move.</param>
/// <param name="CameFromDistrict">The district that handed it over; null for one that did not move here.</param>
/// <param name="CameFromFirmId">Its id there.</param>
public sealed record FirmRegistered(
    string FirmId, string CreditCode, string LegalName, DateOnly EstablishedOn, string RegisteredDivision, string? CameFromDistrict = null,
    string? CameFromFirmId = null) : IAboutFirm;

/// <summary>A firm has a new name; number and dates of its titles stay.</summary>
/// <param name="LegalName">The new name.</param>
public sealed record FirmRenamed(string FirmId, string CreditCode, string LegalName, string OldName, DateOnly ChangedOn) : IAboutFirm;

/// <summary>A firm entered a stage of the ladder.</summary>
/// <param name="Basis"><c>credential</c>, <c>districtDecision</c> or <c>derived</c>.</param>
/// <param name="BasisRef">The recognition, case or event that it rests on.</param>
/// <param name="EffectiveOn">First day on the stage.</param>
/// <param name="RuleVersion">Programme and version, <c>jiading-six-stage/2026.11</c>.</param>
public sealed record StageEntered(
    string FirmId, string CreditCode, string LegalName, string StageId, string Basis, string BasisRef, DateOnly EffectiveOn, string RuleVersion) : IAboutFirm;

/// <summary>A firm left a stage.</summary>
/// <param name="EffectiveOn">First day on which it is no longer there.</param>
/// <param name="Retroactive">That day lies before the day on which it became known: whoever relied on the stage in between was misinformed.</param>
public sealed record StageLeft(
    string FirmId, string CreditCode, string LegalName, string StageId, string Reason, DateOnly EffectiveOn, bool Retroactive, string? ToStageId) : IAboutFirm;

/// <summary>An authority recognised the firm (认定). The district never does this itself.</summary>
/// <param name="ValidTo">Last day of validity; null while the authority has set none.</param>
public sealed record RecognitionGranted(
    string FirmId, string CreditCode, string LegalName, string RecognitionId, string CredentialType, string? CertificateNo,
    DateOnly IssuedOn, DateOnly ValidFrom, DateOnly? ValidTo, string Authority) : IAboutFirm;

/// <summary>A recognition reached the end of its validity without a successor.</summary>
/// <param name="ExpiredOn">Its last day.</param>
public sealed record RecognitionExpired(
    string FirmId, string CreditCode, string LegalName, string RecognitionId, string CredentialType, DateOnly ExpiredOn) : IAboutFirm;

/// <summary>A recognition was cancelled, usually backwards.</summary>
/// <param name="DecidedOn">Day of the decision.</param>
/// <param name="EffectiveFrom">Day from which the title counts as never held; usually long before the decision.</param>
public sealed record RecognitionRevoked(
    string FirmId, string CreditCode, string LegalName, string RecognitionId, string CredentialType,
    DateOnly DecidedOn, DateOnly EffectiveFrom, string Cause, int? RecoveryFromTaxYear, string NoticeRef) : IAboutFirm;

/// <summary>The firm's credit code was wrong; its id stays.</summary>
/// <param name="CreditCode">The right code.</param>
/// <param name="OldCode">The wrong one, under which a reader may hold it.</param>
public sealed record CreditCodeCorrected(string FirmId, string CreditCode, string LegalName, string OldCode, DateOnly CorrectedOn) : IAboutFirm;

/// <summary>The market regulator struck the firm off.</summary>
/// <param name="Reason">Empty: the words of an official may name people and stay in the district, where they can be erased.</param>
public sealed record FirmDeregistered(string FirmId, string CreditCode, string LegalName, DateOnly DeregisteredOn, string Reason) : IAboutFirm;

/// <summary>Another district cares for the firm from a day on; there it is registered anew under an id of its own, with this one as its origin.</summary>
/// <param name="EffectiveOn">First day there.</param>
/// <param name="RecognisingBodyUnchanged">Its titles go on under the same body.</param>
public sealed record FirmMoved(
    string FirmId, string CreditCode, string LegalName, string FromDistrict, string ToDistrict, DateOnly EffectiveOn, bool RecognisingBodyUnchanged)
    : IAboutFirm;

/// <summary>A right of the firm was given away, ended, pledged or released.</summary>
/// <param name="Change"><c>transferredOut</c>, <c>lapsed</c>, <c>invalidated</c>, <c>pledged</c> or <c>pledgeReleased</c>.</param>
public sealed record IntellectualPropertyChanged(
    string FirmId, string CreditCode, string LegalName, string IpNo, string Change, DateOnly ChangedOn) : IAboutFirm;

/// <summary>An authority listed something adverse about the firm.</summary>
/// <param name="HappenedOn">When it happened; null where the list does not say.</param>
/// <param name="ListedOn">When it was listed, up to years later.</param>
public sealed record AdverseRecordListed(
    string FirmId, string CreditCode, string LegalName, string RecordId, string Kind, DateOnly? HappenedOn, DateOnly ListedOn, string Severity, string Source)
    : IAboutFirm;

/// <summary>An authority took a record off its list; that it happened stays true.</summary>
/// <param name="RemovedOn">First day on which it no longer stands.</param>
/// <param name="Reason">Empty, as that of <see cref="FirmDeregistered"/>.</param>
public sealed record AdverseRecordRemoved(
    string FirmId, string CreditCode, string LegalName, string RecordId, string Kind, DateOnly RemovedOn, string Reason) : IAboutFirm;

/// <summary>A recognition that was cancelled was given back, after a review or by a court. That it was cancelled stays true.</summary>
/// <param name="RestoredOn">Day of the decision.</param>
/// <param name="EffectiveFrom">First day on which the title counts as held again.</param>
/// <param name="ValidTo">Last day of validity, as it was granted; null while the authority has set none.</param>
public sealed record RecognitionRestored(
    string FirmId, string CreditCode, string LegalName, string RecognitionId, string CredentialType,
    DateOnly RestoredOn, DateOnly EffectiveFrom, DateOnly? ValidTo, string Cause, string NoticeRef) : IAboutFirm;

/// <summary>The commission had recorded a recognition by mistake: it was never given. Whoever relied on it was misinformed.</summary>
/// <param name="ValidFrom">Its first day, as it was told.</param>
/// <param name="Reason">The paper of a list that was undone; else empty, as that of <see cref="FirmDeregistered"/>.</param>
public sealed record RecognitionAnnulled(
    string FirmId, string CreditCode, string LegalName, string RecognitionId, string CredentialType,
    DateOnly ValidFrom, DateOnly AnnulledOn, string Reason) : IAboutFirm;

/// <summary>A district vouches for its log up to here: whoever keeps size and root can tell later whether the log was altered.</summary>
/// <param name="District">Division code.</param>
/// <param name="Size">How many events are covered.</param>
/// <param name="Root">Root of their Merkle tree (RFC 6962), 64 hex digits.</param>
/// <param name="Time">When it was signed: UTC with microseconds, as it was signed.</param>
/// <param name="Previous">SHA-256 of the checkpoint before, 64 hex digits; null for the first.</param>
/// <param name="KeyId">Thumbprint (RFC 7638) of the key that signed.</param>
/// <param name="Signature">ES256 over the canonical JSON of the others, base64url.</param>
public sealed record LedgerCheckpointSigned(
    string District, long Size, string Root, string Time, string? Previous, string KeyId, string Signature);

/// <summary>
/// The working days of a year, by the State Council's yearly notice; said in the reference tenant 000000. A later one of the same year
/// replaces it. Weekends rest unless they are listed, other days are worked unless they are listed.
/// </summary>
/// <param name="RestDays">Days of rest that are named, weekends among them or not.</param>
/// <param name="MakeupWorkdays">Saturdays and Sundays that are worked.</param>
/// <param name="DocumentRef">The notice.</param>
public sealed record WorkingDayCalendarPublished(int Year, DateOnly[] RestDays, DateOnly[] MakeupWorkdays, string DocumentRef);

/// <summary>An annual figure of a firm, as first recorded.</summary>
/// <param name="FactId">Stays the same through all corrections.</param>
/// <param name="Metric">What is measured, as programmes name it (<c>salesRevenue</c>).</param>
/// <param name="DefinitionId">By which definition (<c>salesRevenue.hnte195</c>): one word has several.</param>
/// <param name="Unit">As programmes name it: <c>CNY</c>, <c>person</c>, <c>ratio</c> and others.</param>
/// <param name="SourceKind"><c>audited</c>, <c>taxReturn</c>, <c>specialAudit</c>, <c>selfReported</c> or <c>platform</c>.</param>
/// <param name="Scope"><c>legalPerson</c> or <c>consolidated</c>: a group's figure must not be used for one firm.</param>
public sealed record AnnualFactSubmitted(
    string FirmId, string CreditCode, string FactId, int FiscalYear, string Metric, string DefinitionId, decimal Value, string Unit, string SourceKind,
    string Scope);

/// <summary>An annual figure was wrong, from the day on which it was recorded.</summary>
public sealed record AnnualFactCorrected(
    string FirmId, string CreditCode, string FactId, int FiscalYear, string Metric, decimal OldValue, decimal Value, DateOnly CorrectedOn);

/// <summary>An annual figure had been recorded by mistake: there is none.</summary>
public sealed record AnnualFactAnnulled(
    string FirmId, string CreditCode, string FactId, int FiscalYear, string Metric, decimal Value, DateOnly AnnulledOn);
