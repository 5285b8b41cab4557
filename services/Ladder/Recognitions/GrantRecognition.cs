using Cultivation.Ladder.Firms;

namespace Cultivation.Ladder.Recognitions;

/// <summary>A line of an authority's list. The district never grants such a title itself; it learns of it.</summary>
public sealed record GrantRecognition(
    string RecognitionId, string CredentialType, string? CertificateNo, DateOnly IssuedOn, DateOnly ValidFrom, DateOnly? ValidTo,
    DateOnly AnnouncedOn, string Authority, string ListRef)
{
    /// <summary>The recognition, and the stage changes that rest on it. Recorded already: its certificate's number where that was not known, or no event.</summary>
    /// <param name="known">Day on which the district knew: today, or earlier for recorded history.</param>
    internal static List<object> Decide(GrantRecognition command, Firm firm, Rungs rungs, DateOnly known, DateTimeOffset now)
    {
        if (Recorded(command, firm) is { } earlier)
        {
            if ((earlier.IssuedOn, earlier.ValidFrom, earlier.ValidTo) != (command.IssuedOn, command.ValidFrom, command.ValidTo))
                throw new RuleBroken("recognition.differs", new { recognitionId = earlier.Id, earlier.ValidFrom, earlier.ValidTo });
            return command.Numbers(earlier) ? [Numbered(earlier, firm, command.CertificateNo, command.ListRef)] : [];
        }
        var granted = new RecognitionGranted(
            command.RecognitionId, firm.CreditCode, firm.LegalName(), command.CredentialType, command.CertificateNo, command.IssuedOn,
            command.ValidFrom, command.ValidTo, command.Authority, command.AnnouncedOn, now, command.ListRef);
        return [granted, .. SettleRecognitions.Decide(firm.Fold(granted), rungs, known.AddDays(-1), known)];
    }

    /// <summary>Takes back what <see cref="Decide"/> did to a title that was recorded before this list: its number. Nothing where the list gave it none.</summary>
    internal static object[] UndoNumber(GrantRecognition command, Firm firm, string listRef) =>
        command.CertificateNo is { } number && firm.Recognitions.FirstOrDefault(r => !r.Annulled && r.CredentialType == command.CredentialType && r.CertificateNo == number) is { } title
            ? [Numbered(title, firm, null, listRef)]
            : [];

    /// <summary>The list tells the number of a title that has none.</summary>
    internal bool Numbers(Recognition title) => title.CertificateNo is null && CertificateNo is not null;

    // A certificate's number names a recognition; where a list or what is recorded has none, kind and first day do.
    internal static Recognition? Recorded(GrantRecognition command, Firm firm)
    {
        var titles = firm.Recognitions.Where(r => !r.Annulled && r.CredentialType == command.CredentialType).ToList();
        return titles.Find(r => r.CertificateNo is not null && r.CertificateNo == command.CertificateNo)
            ?? titles.Find(r => (r.CertificateNo is null || command.CertificateNo is null) && r.ValidFrom == command.ValidFrom);
    }

    private static RecognitionNumbered Numbered(Recognition title, Firm firm, string? number, string listRef) =>
        new(title.Id, firm.CreditCode, firm.LegalName(), title.CredentialType, number, listRef);
}
