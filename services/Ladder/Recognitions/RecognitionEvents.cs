namespace Cultivation.Ladder.Recognitions;

// Stored for ever in the stream firm:{id}: add, never rename. Each carries code and name, so that a message is made from it alone.

/// <param name="ValidTo">Last day of validity; null while the authority has set none.</param>
/// <param name="ImportedOn">When the district learned of it, often weeks after the issue; never back-dated.</param>
public sealed record RecognitionGranted(
    string RecognitionId, string Uscc, string LegalName, string CredentialType, string? CertificateNo, DateOnly IssuedOn, DateOnly ValidFrom,
    DateOnly? ValidTo, string Authority, DateOnly AnnouncedOn, DateTimeOffset ImportedOn, string ListRef);

/// <summary>A later list of the authority told the certificate's number of a title that was known without one.</summary>
/// <param name="CertificateNo">Null where that list was undone.</param>
public sealed record RecognitionNumbered(
    string RecognitionId, string Uscc, string LegalName, string CredentialType, string? CertificateNo, string ListRef);

/// <param name="ExpiredOn">Its last day.</param>
/// <param name="RenewalPending">The district has recommended the firm anew since the recognition began.</param>
public sealed record RecognitionExpired(
    string RecognitionId, string Uscc, string LegalName, string CredentialType, DateOnly ExpiredOn, bool RenewalPending);

/// <param name="EffectiveFrom">Day from which it counts as not held; usually before <paramref name="DecidedOn"/>.</param>
/// <param name="CorrectsEvent">The recognition that it takes back.</param>
public sealed record RecognitionRevoked(
    string RecognitionId, string Uscc, string LegalName, string CredentialType, DateOnly DecidedOn, DateOnly EffectiveFrom, string Cause,
    int? RecoveryFromTaxYear, string NoticeRef, string CorrectsEvent);

/// <summary>The authority gave the title back after a review or a court's decision. The revocation stays on record.</summary>
/// <param name="RestoredOn">Day of the decision.</param>
/// <param name="EffectiveFrom">First day on which it counts as held again: the day of the revocation where that is undone in full.</param>
/// <param name="ValidTo">Its last day, which does not move; null while the authority has set none.</param>
/// <param name="Cause">Code of the cause: <c>review</c>, <c>court</c>.</param>
public sealed record RecognitionRestored(
    string RecognitionId, string Uscc, string LegalName, string CredentialType, DateOnly RestoredOn, DateOnly EffectiveFrom, DateOnly? ValidTo, string Cause,
    string NoticeRef);

/// <summary>The authority did not recognise the firm (未通过). Neither stage nor title changes.</summary>
/// <param name="Batch">The list on which the firm stood.</param>
/// <param name="Reason">As the authority gave it; null where it gave none.</param>
/// <param name="KnownOn">Day on which the district learned of it.</param>
public sealed record RecognitionRefused(string Uscc, string CredentialType, string Batch, FreeText? Reason, DateOnly KnownOn);

/// <summary>The grant had been recorded by mistake: the title was never given. Undoes <see cref="RecognitionGranted"/>, which stays in the log.</summary>
/// <param name="ValidFrom">First day of the title, from which nothing rests on it any more.</param>
/// <param name="AnnulledOn">Day on which the mistake was seen.</param>
/// <param name="Reason">Why; of a list that was undone its paper.</param>
public sealed record RecognitionAnnulled(
    string RecognitionId, string Uscc, string LegalName, string CredentialType, DateOnly ValidFrom, DateOnly AnnulledOn, FreeText Reason);
