using Cultivation.Ladder.Firms;
using Cultivation.Ladder.Recognitions;

namespace Cultivation.Ladder.Imports;

/// <summary>Titles that an authority gave (认定名单).</summary>
internal sealed class RecognitionList : IListKind
{
    public string Name => "recognitions";

    public string Header => "creditCode,legalName,credentialType,certificateNo,issuedOn,validFrom,validTo,announcedOn";

    public PlannedRow Read(ListedRow row, ListPaper paper, Func<string> newId)
    {
        var grant = new GrantRecognition(
            newId(), row.Text("credentialType"), row.TextOrNull("certificateNo"), row.Day("issuedOn"), row.Day("validFrom"), row.DayOrNull("validTo"),
            row.Day("announcedOn"), paper.Authority, paper.Reference);
        return grant.ValidTo < grant.ValidFrom
            ? throw new RowBroken("import.validity-reversed", $"{grant.ValidFrom:O} > {grant.ValidTo:O}")
            : new PlannedRow(row.Line, row.CreditCodeOrNone()) { LegalName = row.Text("legalName"), Grant = grant };
    }

    public object Key(PlannedRow row)
    {
        var grant = row.Grant!;
        return (grant.CredentialType, grant.CertificateNo ?? $"{row.CreditCode} {grant.ValidFrom:O}");
    }

    public PlannedRow Judge(PlannedRow row, Firm? firm, IReadOnlySet<string> credentials, ApplyingDay at)
    {
        var grant = row.Grant!;
        if (!credentials.Contains(grant.CredentialType))
            throw new RowBroken("import.credential-unknown", grant.CredentialType);
        if (firm is null)
            throw new RowBroken("import.firm-unknown", row.CreditCode);
        var held = GrantRecognition.Recorded(grant, firm);
        if (held is not null && (held.IssuedOn, held.ValidFrom, held.ValidTo) != (grant.IssuedOn, grant.ValidFrom, grant.ValidTo))
            throw new RowBroken("import.certificate-differs", $"{held.ValidFrom:O} – {held.ValidTo:O}");
        return row.Of(firm, adds: held is null || grant.Numbers(held));
    }

    public IReadOnlyList<object> Decide(PlannedRow row, Firm? firm, ApplyingDay at) =>
        GrantRecognition.Decide(row.Grant!, firm ?? throw new RuleBroken("firm.unknown"), at.Rungs, at.Known, at.Now);

    public IReadOnlyList<object> Undo(PlannedRow row, Firm firm, ApplyingDay at)
    {
        if (firm.Recognitions.All(r => r.Id != row.Grant!.RecognitionId))
            return GrantRecognition.UndoNumber(row.Grant!, firm, at.ListRef);
        try
        {
            return AnnulRecognition.Decide(row.Grant!.RecognitionId, at.ListRef, firm, at.Rungs, at.Known);
        }
        catch (RuleBroken)
        {
            throw ListKinds.Changed(row);
        }
    }

    public IEnumerable<string?[]> Export(Firm firm, Rungs rungs) => firm.Recognitions.Where(r => !r.Annulled).OrderBy(r => r.ValidFrom).Select(r => (string?[])
    [
        firm.CreditCode, firm.LegalName(), r.CredentialType, r.CertificateNo, $"{r.IssuedOn:O}", $"{r.ValidFrom:O}", $"{r.ValidTo:O}", $"{r.AnnouncedOn:O}",
    ]);
}
