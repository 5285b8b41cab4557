namespace Cultivation.Ladder.Recognitions;

/// <summary>A title that an authority gave the firm, with its own validity (认定).</summary>
/// <param name="ValidTo">Last day; null while none is set.</param>
/// <param name="Expired">Its end has been recorded.</param>
/// <param name="RevokedFrom">Day from which it counts as not held.</param>
public sealed record Recognition(
    string Id, string CredentialType, string? CertificateNo, DateOnly IssuedOn, DateOnly ValidFrom, DateOnly? ValidTo, string Authority,
    DateOnly AnnouncedOn, string ListRef, bool Expired, DateOnly? RevokedFrom)
{
    internal static Recognition Of(RecognitionGranted e) => new(
        e.RecognitionId, e.CredentialType, e.CertificateNo, e.IssuedOn, e.ValidFrom, e.ValidTo, e.Authority, e.AnnouncedOn, e.ListRef, false, null);

    /// <summary>Neither its expiry nor its revocation is recorded.</summary>
    internal bool Live => !Expired && RevokedFrom is null;

    /// <summary>First day on which it is no longer valid; null for no end in sight.</summary>
    internal DateOnly? End => RevokedFrom ?? ValidTo?.AddDays(1);

    internal bool ValidOn(DateOnly day) => ValidFrom <= day && (End is null || day < End);

    /// <summary>Another one of its kind follows without a gap and reaches further.</summary>
    internal bool RenewedIn(IEnumerable<Recognition> all) => ValidTo is { } last && all.Any(next =>
        next.Id != Id && next.CredentialType == CredentialType && next.ValidFrom <= last.AddDays(1) && (next.End is null || next.End > last.AddDays(1)));
}
