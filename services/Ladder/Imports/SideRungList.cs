using Cultivation.Ladder.Firms;

namespace Cultivation.Ladder.Imports;

/// <summary>Who stands on rungs of side ladders that the district decides on: R&amp;D units, carriers. Rungs that follow a title come with its list.</summary>
internal sealed class SideRungList : IListKind
{
    public const string Annulled = "entryAnnulled";

    public string Name => "side-rungs";

    public string Header => "creditCode,legalName,rungId,enteredOn,leftOn";

    public PlannedRow Read(ListedRow row, ListPaper paper, Func<string> newId)
    {
        var entry = new RungEntry(row.Text("rungId"), row.Day("enteredOn"), row.DayOrNull("leftOn"), paper.Reference);
        return entry.LeftOn <= entry.EnteredOn
            ? throw new RowBroken("import.validity-reversed", $"{entry.EnteredOn:O} > {entry.LeftOn:O}")
            : new PlannedRow(row.Line, row.CreditCodeOrNone()) { LegalName = row.Text("legalName"), Rung = entry };
    }

    public object Key(PlannedRow row) => (row.CreditCode, row.Rung!.RungId, row.Rung.EnteredOn);

    public IReadOnlyList<object> Decide(PlannedRow row, Firm? firm, ApplyingDay at) =>
        row.Rung!.Decide(firm ?? throw new RuleBroken("firm.unknown"), at.Rungs, at.Today, at.Known);

    public IReadOnlyList<object> Undo(PlannedRow row, Firm firm, ApplyingDay at)
    {
        var entry = row.Rung!;
        var spans = StageHistory.Spans(firm.Stages).Where(s => s.StageId == entry.RungId).ToList();
        if (spans.Find(s => s.From == entry.EnteredOn) is not { } span)
            return [];
        if (span.To != entry.LeftOn)
            throw ListKinds.Changed(row);
        if (span.BasisRef == entry.ListRef)
            return [new StageLeft(firm.CreditCode, firm.LegalName(), entry.RungId, Annulled, entry.ListRef, entry.EnteredOn, entry.EnteredOn < at.Known, null)];
        // Another paper put it there; this one told only when it left.
        if (span.To is not { } left || span.ReasonRef != entry.ListRef || spans.Exists(s => s.From > left))
            throw ListKinds.Changed(row);
        return
        [
            new StageEntered(
                firm.CreditCode, firm.LegalName(), entry.RungId, StageHistory.Basis(span.Basis), span.BasisRef, left, at.Rungs.Find(entry.RungId, left)?.Rule ?? ""),
        ];
    }

    public IEnumerable<string?[]> Export(Firm firm, Rungs rungs) => StageHistory.Spans(firm.Stages)
        .Where(s => s.Basis == StageHistory.Word(StageBasis.DistrictDecision) && rungs.IsBeside(s.StageId, s.From))
        .Select(s => (string?[])[firm.CreditCode, firm.LegalName(), s.StageId, $"{s.From:O}", $"{s.To:O}"]);
}

/// <summary>A row that puts a firm or carrier on a rung.</summary>
/// <param name="LeftOn">First day on which it no longer stands there; null while it does.</param>
public sealed record RungEntry(string RungId, DateOnly EnteredOn, DateOnly? LeftOn, string ListRef)
{
    /// <summary>The reason of leaving that a list gives.</summary>
    public const string Listed = "listed";

    /// <summary>The entry, and the leaving where the row names one; recorded already: no event.</summary>
    /// <exception cref="RuleBroken"><c>side-rung.unknown</c>, <c>side-rung.other-holder</c>, <c>stage.follows-title</c>, <c>stage.in-future</c>, <c>side-rung.held</c>, <c>side-rung.left</c>.</exception>
    internal List<object> Decide(Firm firm, Rungs rungs, DateOnly today, DateOnly known)
    {
        if (rungs.Find(RungId, EnteredOn) is not { Rung.Beside: not null } at)
            throw new RuleBroken("side-rung.unknown", new { RungId });
        if (at.Rung.Credentials.Count > 0)
            throw new RuleBroken("stage.follows-title", new { stageId = RungId, titles = at.Rung.Credentials });
        if (!firm.MayHold(at.Rung.Holder))
            throw new RuleBroken("side-rung.other-holder", new { RungId, at.Rung.Holder });
        if (EnteredOn > today || LeftOn > today)
            throw new RuleBroken("stage.in-future", new { day = LeftOn > today ? LeftOn : EnteredOn });
        List<object> happened = [];
        var same = StageHistory.Spans(firm.Stages).FirstOrDefault(s => s.StageId == RungId && s.From == EnteredOn);
        if (same is null && StageHistory.Held(firm.Stages, RungId, EnteredOn))
            throw new RuleBroken("side-rung.held", new { RungId, day = EnteredOn });
        if (LeftOn > same?.To)
            throw new RuleBroken("side-rung.left", new { RungId, day = same.To });
        if (same is null)
            happened.Add(new StageEntered(firm.CreditCode, firm.LegalName(), RungId, StageBasis.DistrictDecision, ListRef, EnteredOn, at.Rule));
        if (LeftOn is { } left && same?.To != left)
            happened.Add(new StageLeft(firm.CreditCode, firm.LegalName(), RungId, Listed, ListRef, left, left < known, null));
        return happened;
    }
}
