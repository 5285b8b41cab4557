using System.Globalization;
using Cultivation.Ladder.Firms;

namespace Cultivation.Ladder.Imports;

/// <summary>Annual figures, one to a row.</summary>
internal sealed class FactList : IListKind
{
    public string Name => "facts";

    public string Header => "creditCode,fiscalYear,metric,definitionId,value,unit,sourceKind,scope,documentHash";

    public PlannedRow Read(ListedRow row, ListPaper paper, Func<string> newId) => new(row.Line, row.CreditCode())
    {
        Figure = new(
            row.Whole("fiscalYear"), row.Text("metric"), row.Text("definitionId"), row.Number("value"), row.Text("unit"),
            row.Word<SourceKind>("sourceKind"), row.Word<FactScope>("scope"), row.TextOrNull("documentHash")),
    };

    public object Key(PlannedRow row) => (row.CreditCode, row.Figure!.Key);

    public PlannedRow Judge(PlannedRow row, Firm? firm, IReadOnlySet<string> credentials, ApplyingDay at)
    {
        if (firm is null)
            throw new RowBroken("import.firm-unknown", row.CreditCode);
        if (firm.Facts.FirstOrDefault(f => f.Key == row.Figure!.Key) is not { } recorded)
            return row.Of(firm, adds: SubmitFacts.One(row.Figure!, firm, at.Today, () => "") is not null);
        return recorded.Value == row.Figure!.Value
            ? row.Of(firm, adds: false)
            : throw new RowBroken(
                "import.figure-differs",
                string.Create(CultureInfo.InvariantCulture, $"{recorded.Value}; POST firms/{Firm.IdOf(firm.Id)}/facts/{recorded.Id}/corrections"));
    }

    public IReadOnlyList<object> Decide(PlannedRow row, Firm? firm, ApplyingDay at)
    {
        var submitted = SubmitFacts.One(
            row.Figure!, firm ?? throw new RuleBroken("firm.unknown"), Clock.Day(at.Now), () => Guid.CreateVersion7(at.Now).ToString("N"));
        return submitted is null ? [] : [submitted];
    }

    public IReadOnlyList<object> Undo(PlannedRow row, Firm firm, ApplyingDay at) => firm.Facts.FirstOrDefault(f => f.Key == row.Figure!.Key) switch
    {
        null => [],
        var f when f.Value == row.Figure!.Value => [new AnnualFactAnnulled(f.Id, firm.CreditCode, f.FiscalYear, f.Metric, f.Value, at.Today, at.ListRef)],
        _ => throw ListKinds.Changed(row),
    };

    public IEnumerable<string?[]> Export(Firm firm, Rungs rungs) => firm.Facts.OrderBy(f => f.FiscalYear).Select(f => (string?[])
    [
        firm.CreditCode, $"{f.FiscalYear}", f.Metric, f.DefinitionId, f.Value.ToString(CultureInfo.InvariantCulture), f.Unit,
        f.SourceKind.Word(), f.Scope.Word(), f.DocumentHash,
    ]);
}
