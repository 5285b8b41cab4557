using Cultivation.Ladder.Firms;

namespace Cultivation.Ladder.Imports;

/// <summary>Firms to put on the register.</summary>
internal sealed class FirmList : IListKind
{
    public string Name => "firms";

    public string Header => "creditCode,legalName,establishedOn,registeredDivision,industryCode,enterpriseType,town";

    public PlannedRow Read(ListedRow row, ListPaper paper, Func<string> newId) => new(row.Line, row.CreditCode())
    {
        FirmId = newId(), LegalName = row.Text("legalName"),
        Registration = new(
            row.Text("creditCode"), row.Text("legalName"), row.Day("establishedOn"), row.Text("registeredDivision"), row.Text("industryCode"),
            row.Text("enterpriseType"), $"{paper.Authority} {paper.Reference}", row.TextOrNull("town")),
    };

    public object Key(PlannedRow row) => row.CreditCode;

    public PlannedRow Judge(PlannedRow row, Firm? firm, IReadOnlySet<string> credentials, ApplyingDay at)
    {
        if (firm is not null)
            return RegisterFirm.Recorded(row.Registration!, firm) ? row.Of(firm, adds: false) : throw new RowBroken("import.firm-differs", Firm.IdOf(firm.Id));
        RegisterFirm.Decide(row.Registration!, at.Today);
        return row with { Change = PlannedChange.Add };
    }

    public IReadOnlyList<object> Decide(PlannedRow row, Firm? firm, ApplyingDay at) =>
        firm is null ? [RegisterFirm.Decide(row.Registration!, Clock.Day(at.Now))]
        : RegisterFirm.Recorded(row.Registration!, firm) ? []
        : throw new RuleBroken("firm.code-taken", new { firmId = Firm.IdOf(firm.Id) });

    // Only a firm of which nothing is known but its registration, and that by this row.
    public IReadOnlyList<object> Undo(PlannedRow row, Firm firm, ApplyingDay at) => firm.Version == 1 && Firm.IdOf(firm.Id) == row.FirmId
        ? [new RegistrationAnnulled(firm.CreditCode, at.Today, at.ListRef)]
        : throw ListKinds.Changed(row);

    public IEnumerable<string?[]> Export(Firm firm, Rungs rungs) =>
        [[firm.CreditCode, firm.LegalName(), $"{firm.EstablishedOn:O}", firm.RegisteredDivision, firm.IndustryCode, firm.EnterpriseType, firm.Town]];
}
