namespace Cultivation.Ladder.Recognitions;

// Stored for ever in the stream firm:{id}: add, never rename. Each carries code and name, so that a message is made from it alone.

/// <param name="ValidTo">Last day of validity; null while the authority has set none.</param>
/// <param name="ImportedOn">When the district learned of it, often weeks after the issue; never back-dated.</param>
public sealed record RecognitionGranted(
    string RecognitionId, string Uscc, string LegalName, string CredentialType, string? CertificateNo, DateOnly IssuedOn, DateOnly ValidFrom,
    DateOnly? ValidTo, string Authority, DateOnly AnnouncedOn, DateTimeOffset ImportedOn, string ListRef);

/// <param name="ExpiredOn">Its last day.</param>
/// <param name="RenewalPending">The district has recommended the firm anew since the recognition began.</param>
public sealed record RecognitionExpired(
    string RecognitionId, string Uscc, string LegalName, string CredentialType, DateOnly ExpiredOn, bool RenewalPending);

/// <param name="EffectiveFrom">Day from which it counts as not held; usually before <paramref name="DecidedOn"/>.</param>
/// <param name="CorrectsEvent">The recognition that it takes back.</param>
public sealed record RecognitionRevoked(
    string RecognitionId, string Uscc, string LegalName, string CredentialType, DateOnly DecidedOn, DateOnly EffectiveFrom, string Cause,
    int? RecoveryFromTaxYear, string NoticeRef, string CorrectsEvent);
