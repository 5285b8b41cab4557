using Cultivation.Ladder.Firms;
using Cultivation.Ladder.Pools;

namespace Cultivation.Ladder.Imports;

/// <summary>Firms that leave an entry pool, batch by batch (出库名单).</summary>
internal sealed class PoolExitList : IListKind
{
    public string Name => "pool-exits";

    public string Header => "creditCode,legalName,poolId,exitedOn,reason,effectiveOn";

    public PlannedRow Read(ListedRow row, ListPaper paper, Func<string> newId) => new(row.Line, row.CreditCodeOrNone())
    {
        LegalName = row.Text("legalName"),
        Exit = new(row.Text("poolId"), row.Day("exitedOn"), row.Word<PoolExitReason>("reason"), row.Day("effectiveOn"), paper.Reference),
    };

    public object Key(PlannedRow row) => (row.CreditCode, row.Exit!.PoolId, row.Exit.EffectiveOn);

    public IReadOnlyList<object> Decide(PlannedRow row, Firm? firm, ApplyingDay at) =>
        row.Exit!.Decide(firm ?? throw new RuleBroken("firm.unknown"), at.Rungs, at.Today, at.Known);

    public IReadOnlyList<object> Undo(PlannedRow row, Firm firm, ApplyingDay at)
    {
        var exit = row.Exit!;
        if (StageHistory.Spans(firm.Stages).FirstOrDefault(s => s.StageId == exit.PoolId && s.To == exit.EffectiveOn) is not { } span)
            return [];
        if (span.ReasonRef != exit.ListRef || StageHistory.Spans(firm.Stages).Any(s => s.StageId == exit.PoolId && s.From > exit.EffectiveOn))
            throw ListKinds.Changed(row);
        return
        [
            new PoolExitAnnulled(exit.PoolId, firm.CreditCode, exit.EffectiveOn, at.Today, at.ListRef),
            new StageEntered(
                firm.CreditCode, firm.LegalName(), exit.PoolId, StageHistory.Basis(span.Basis), span.BasisRef, exit.EffectiveOn,
                at.Rungs.Find(exit.PoolId, exit.EffectiveOn)?.Rule ?? ""),
        ];
    }

    public IEnumerable<string?[]> Export(Firm firm, Rungs rungs) => firm.PoolTimes.Where(p => p.Exit is not null).OrderBy(p => p.Exit!.EffectiveOn).Select(p => (string?[])
    [
        firm.CreditCode, firm.LegalName(), p.PoolId, $"{p.Exit!.ExitedOn:O}", p.Exit.Reason.Word(), $"{p.Exit.EffectiveOn:O}",
    ]);
}

/// <summary>A row that takes a firm out of a pool.</summary>
/// <param name="EffectiveOn">First day out of it.</param>
public sealed record PoolExit(string PoolId, DateOnly ExitedOn, PoolExitReason Reason, DateOnly EffectiveOn, string ListRef)
{
    /// <summary>The exit, and the stage with it; recorded already: no event.</summary>
    /// <exception cref="RuleBroken"><c>pool.unknown</c>, <c>pool.in-future</c>, <c>pool.not-held</c>.</exception>
    internal List<object> Decide(Firm firm, Rungs rungs, DateOnly today, DateOnly known)
    {
        if (rungs.Find(PoolId, EffectiveOn) is not { Rung.Pool: true })
            throw new RuleBroken("pool.unknown", new { PoolId });
        if (ExitedOn > today || EffectiveOn > today)
            throw new RuleBroken("pool.in-future", new { day = ExitedOn > today ? ExitedOn : EffectiveOn });
        var word = Reason.Word();
        if (StageHistory.Spans(firm.Stages).Any(s => s.StageId == PoolId && s.To == EffectiveOn && s.Reason == word))
            return [];
        if (!StageHistory.Held(firm.Stages, PoolId, EffectiveOn))
            throw new RuleBroken("pool.not-held", new { PoolId, day = EffectiveOn });
        return
        [
            new PoolExited(PoolId, firm.CreditCode, ExitedOn, Reason, EffectiveOn),
            new StageLeft(firm.CreditCode, firm.LegalName(), PoolId, word, ListRef, EffectiveOn, EffectiveOn < known, null),
        ];
    }
}
