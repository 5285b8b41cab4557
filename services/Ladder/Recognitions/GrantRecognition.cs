using Cultivation.Ladder.Firms;

namespace Cultivation.Ladder.Recognitions;

/// <summary>A line of an authority's list. The district never grants such a title itself; it learns of it.</summary>
public sealed record GrantRecognition(
    string RecognitionId, string CredentialType, string? CertificateNo, DateOnly IssuedOn, DateOnly ValidFrom, DateOnly? ValidTo,
    DateOnly AnnouncedOn, string Authority, string ListRef)
{
    /// <summary>The recognition, and the stage changes that rest on it. Recorded already: no event.</summary>
    /// <param name="known">Day on which the district knew: today, or earlier for recorded history.</param>
    internal static List<object> Decide(GrantRecognition command, Firm firm, Rungs rungs, DateOnly known, DateTimeOffset now)
    {
        if (Recorded(command, firm) is { } earlier)
        {
            return (earlier.IssuedOn, earlier.ValidFrom, earlier.ValidTo) == (command.IssuedOn, command.ValidFrom, command.ValidTo)
                ? []
                : throw new RuleBroken("recognition.differs", new { recognitionId = earlier.Id, earlier.ValidFrom, earlier.ValidTo });
        }
        var granted = new RecognitionGranted(
            command.RecognitionId, firm.CreditCode, firm.LegalName(), command.CredentialType, command.CertificateNo, command.IssuedOn,
            command.ValidFrom, command.ValidTo, command.Authority, command.AnnouncedOn, now, command.ListRef);
        return [granted, .. SettleRecognitions.Decide(firm.Fold(granted), rungs, known.AddDays(-1), known)];
    }

    // A certificate number names a recognition; without one its kind and first day do.
    internal static Recognition? Recorded(GrantRecognition command, Firm firm) => firm.Recognitions.FirstOrDefault(r =>
        !r.Annulled && r.CredentialType == command.CredentialType && r.CertificateNo == command.CertificateNo
        && (command.CertificateNo is not null || r.ValidFrom == command.ValidFrom));
}
