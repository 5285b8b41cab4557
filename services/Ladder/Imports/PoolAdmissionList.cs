using Cultivation.Ladder.Cases;
using Cultivation.Ladder.Firms;
using Cultivation.Ladder.Pools;

namespace Cultivation.Ladder.Imports;

/// <summary>Firms that the district admits to an entry pool, batch by batch (入库名单).</summary>
internal sealed class PoolAdmissionList : IListKind
{
    public const string Annulled = "admissionAnnulled";

    public string Name => "pool-admissions";

    public string Header => "creditCode,legalName,poolId,admittedOn,termEndsOn,batch";

    public PlannedRow Read(ListedRow row, ListPaper paper, Func<string> newId)
    {
        var entry = new PoolEntry(row.Text("poolId"), row.Day("admittedOn"), row.DayOrNull("termEndsOn"), row.TextOrNull("batch") ?? paper.Reference, paper.Reference);
        return entry.TermEndsOn < entry.AdmittedOn
            ? throw new RowBroken("import.validity-reversed", $"{entry.AdmittedOn:O} > {entry.TermEndsOn:O}")
            : new PlannedRow(row.Line, row.CreditCodeOrNone()) { LegalName = row.Text("legalName"), Admission = entry };
    }

    public object Key(PlannedRow row) => (row.CreditCode, row.Admission!.PoolId, row.Admission.AdmittedOn);

    public IReadOnlyList<object> Decide(PlannedRow row, Firm? firm, ApplyingDay at) =>
        row.Admission!.Decide(firm ?? throw new RuleBroken("firm.unknown"), at.Rungs, at.Today, at.Known, at.By);

    public IReadOnlyList<object> Undo(PlannedRow row, Firm firm, ApplyingDay at)
    {
        var entry = row.Admission!;
        if (StageHistory.Spans(firm.Stages).FirstOrDefault(s => s.StageId == entry.PoolId && s.From == entry.AdmittedOn) is not { } span)
            return [];
        if (span.To is not null)
            throw ListKinds.Changed(row);
        return
        [
            new PoolAdmissionAnnulled(entry.PoolId, firm.CreditCode, entry.AdmittedOn, at.Today, at.ListRef),
            new StageLeft(
                firm.CreditCode, firm.LegalName(), entry.PoolId, Annulled, entry.ListRef, entry.AdmittedOn, entry.AdmittedOn < at.Known, null),
        ];
    }

    public IEnumerable<string?[]> Export(Firm firm, Rungs rungs) => firm.PoolTimes.OrderBy(p => p.AdmittedOn).Select(p => (string?[])
        [firm.CreditCode, firm.LegalName(), p.PoolId, $"{p.AdmittedOn:O}", $"{p.TermEndsOn:O}", p.Batch]);
}

/// <summary>A row that admits a firm to a pool.</summary>
/// <param name="TermEndsOn">Last day in the pool; null where the list gives none.</param>
public sealed record PoolEntry(string PoolId, DateOnly AdmittedOn, DateOnly? TermEndsOn, string Batch, string ListRef)
{
    /// <summary>The admission, and the stage with it; recorded already: no event.</summary>
    /// <exception cref="RuleBroken"><c>pool.unknown</c>, <c>pool.in-future</c>, <c>pool.held</c>, <c>pool.graduated</c>.</exception>
    internal List<object> Decide(Firm firm, Rungs rungs, DateOnly today, DateOnly known, string by)
    {
        if (rungs.Find(PoolId, AdmittedOn) is not { Rung.Pool: true } pool)
            throw new RuleBroken("pool.unknown", new { PoolId });
        if (AdmittedOn > today)
            throw new RuleBroken("pool.in-future", new { day = AdmittedOn });
        var spans = StageHistory.Spans(firm.Stages).ToList();
        if (spans.Exists(s => s.StageId == PoolId && s.From == AdmittedOn))
            return [];
        if (StageHistory.Held(firm.Stages, PoolId, AdmittedOn))
            throw new RuleBroken("pool.held", new { PoolId, day = AdmittedOn });
        if (pool.Rung.GraduatesTo is { } above && StageHistory.Held(firm.Stages, above, AdmittedOn))
            throw new RuleBroken("pool.graduated", new { stageId = above, day = AdmittedOn });
        List<object> happened =
        [
            new PoolAdmitted(PoolId, firm.CreditCode, AdmittedOn, TermEndsOn, Batch, ListRef, by),
            new StageEntered(firm.CreditCode, firm.LegalName(), PoolId, StageBasis.DistrictDecision, ListRef, AdmittedOn, pool.Rule),
        ];
        // Of history that is recorded late the title may be known already to which the pool led.
        if (spans.Where(s => s.StageId == pool.Rung.GraduatesTo && s.From > AdmittedOn).MinBy(s => s.From) is { } graduated)
        {
            StageLeft left = new(
                firm.CreditCode, firm.LegalName(), PoolId, StageChanges.Graduated, graduated.BasisRef, graduated.From, graduated.From < known, graduated.StageId);
            happened.AddRange(PoolExits.With(left, firm.Fold(happened)));
        }
        return happened;
    }
}
