using Cultivation.Ladder.Firms;
using Cultivation.Ladder.Recognitions;

namespace Cultivation.Ladder.Imports;

/// <summary>Says of each row what it would change, without changing anything.</summary>
internal sealed record ImportPlan(List<PlannedRow> Rows, List<RowFault> Faults)
{
    /// <param name="firms">The firms of the list by credit code.</param>
    /// <param name="credentials">The kinds of title that some published programme knows.</param>
    public static ImportPlan Of(
        IReadOnlyList<CsvRow> rows, IReadOnlyDictionary<string, Firm> firms, IReadOnlySet<string> credentials, string authority, string listRef,
        Func<string> newId)
    {
        var plan = new ImportPlan([], []);
        var lines = new Dictionary<(string, string), int>();
        foreach (var row in rows)
        {
            if (plan.FaultOf(row, firms, credentials, lines) is { } fault)
                plan.Faults.Add(fault);
            else
                plan.Rows.Add(Planned(row, firms[row.CreditCode], authority, listRef, newId));
        }
        return plan;
    }

    private RowFault? FaultOf(
        CsvRow row, IReadOnlyDictionary<string, Firm> firms, IReadOnlySet<string> credentials, Dictionary<(string, string), int> lines)
    {
        if (!credentials.Contains(row.CredentialType))
            return new(row.Line, "import.credential-unknown", row.CredentialType);
        if (!firms.TryGetValue(row.CreditCode, out var firm))
            return new(row.Line, "import.firm-unknown", row.CreditCode);
        var key = (row.CredentialType, row.CertificateNo ?? $"{row.CreditCode} {row.ValidFrom:O}");
        if (!lines.TryAdd(key, row.Line))
            return new(row.Line, "import.row-duplicate", $"{lines[key]}");
        return row.CertificateNo is not null
            && firm.Recognitions.FirstOrDefault(r => (r.CredentialType, r.CertificateNo) == (row.CredentialType, row.CertificateNo)) is { } held
            && (held.IssuedOn, held.ValidFrom, held.ValidTo) != (row.IssuedOn, row.ValidFrom, row.ValidTo)
            ? new(row.Line, "import.certificate-differs", $"{held.ValidFrom:O} – {held.ValidTo:O}")
            : null;
    }

    private static PlannedRow Planned(CsvRow row, Firm firm, string authority, string listRef, Func<string> newId)
    {
        var grant = new GrantRecognition(
            newId(), row.CredentialType, row.CertificateNo, row.IssuedOn, row.ValidFrom, row.ValidTo, row.AnnouncedOn, authority, listRef);
        var change = GrantRecognition.Recorded(grant, firm) is null ? PlannedChange.Grant : PlannedChange.Unchanged;
        var listedName = firm.Names.Any(n => n.Name == row.LegalName) ? null : row.LegalName;
        return new(row.Line, row.CreditCode, Firm.IdOf(firm.Id), firm.LegalName(), listedName, change, grant);
    }
}
