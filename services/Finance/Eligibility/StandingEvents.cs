namespace Cultivation.Finance.Eligibility;

/// <summary>The firm's credit code and name, as the ladder last said.</summary>
/// <param name="Ref">The ladder's change, <c>ladder:{epoch}-{position}</c>.</param>
public sealed record FirmNamed(string CreditCode, string LegalName, string Ref);

/// <summary>The firm was registered.</summary>
/// <param name="EstablishedOn">Day of first registration with the market regulator.</param>
/// <param name="Division">Division (GB/T 2260, six digits) that registered it first.</param>
public sealed record FirmFounded(DateOnly EstablishedOn, string Division, string Ref);

/// <summary>The district has the firm no more. Its titles stay what they are; nothing that the district says rests on them any longer.</summary>
/// <param name="On">First day without it.</param>
/// <param name="Retroactive">That day lies before the one on which the ladder recorded it.</param>
public sealed record FirmGone(GoneCause Cause, DateOnly On, bool Retroactive, string Ref);

/// <summary>Why a district has a firm no more.</summary>
public enum GoneCause
{
    /// <summary>The market regulator struck it off.</summary>
    Deregistered,

    /// <summary>Another district cares for it: it was handed over. A move within the district, or of a part, hands nothing over.</summary>
    MovedOut,
}

/// <summary>The firm holds a stage of the ladder.</summary>
/// <param name="From">First day on it.</param>
/// <param name="RecognitionId">The recognition that it rests on, where it rests on one.</param>
public sealed record StageHeld(string StageId, DateOnly From, string? RecognitionId, string Ref);

/// <summary>The firm holds a stage no more.</summary>
/// <param name="On">First day without it.</param>
/// <param name="Retroactive">That day lies before it became known.</param>
public sealed record StageEnded(string StageId, DateOnly On, string Reason, bool Retroactive, string Ref);

/// <summary>The firm holds a recognition.</summary>
/// <param name="Through">Last day of validity; null while the authority has set none.</param>
public sealed record CredentialHeld(string RecognitionId, string Type, string? CertificateNo, DateOnly From, DateOnly? Through, string Ref);

/// <summary>A recognition reached its last day.</summary>
public sealed record CredentialExpired(string RecognitionId, DateOnly Through, string Ref);

/// <summary>A recognition was cancelled.</summary>
/// <param name="On">First day on which it counts as not held.</param>
/// <param name="Retroactive">That day lies before the decision.</param>
public sealed record CredentialRevoked(string RecognitionId, DateOnly On, bool Retroactive, string Ref);

/// <summary>A recognition that was cancelled was given back.</summary>
/// <param name="From">First day on which it counts as held again.</param>
/// <param name="Through">Last day of validity; null while the authority has set none.</param>
public sealed record CredentialRestored(string RecognitionId, DateOnly From, DateOnly? Through, string Ref);

/// <summary>The commission had recorded a recognition by mistake: it was never given.</summary>
public sealed record CredentialAnnulled(string RecognitionId, string Ref);

/// <summary>An authority listed something adverse about the firm.</summary>
/// <param name="Kind">As the ladder says it: <c>seriousDishonesty</c> and others.</param>
/// <param name="ListedOn">First day on the list.</param>
public sealed record AdverseListed(string RecordId, string Kind, DateOnly ListedOn, string Ref);

/// <summary>The authority took it off its list.</summary>
/// <param name="RemovedOn">First day on which it no longer stands.</param>
public sealed record AdverseRemoved(string RecordId, DateOnly RemovedOn, string Ref);
