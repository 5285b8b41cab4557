namespace Cultivation.Ladder.Stages;

/// <summary>A row of <c>stage_spans</c>.</summary>
/// <param name="Stored">It is in the table already.</param>
internal sealed record SpanRow(DateOnly ValidFrom, DateOnly? ValidTo, KnownAt KnownFrom, KnownAt? KnownTo, bool Stored);

/// <summary>The rows of one firm and stage that are known until further notice, and what events make of them.</summary>
internal sealed class SpanRows(IEnumerable<SpanRow> open)
{
    private List<SpanRow> rows = [.. open];

    /// <summary>Rows to write: new ones to insert, stored ones to close.</summary>
    public IEnumerable<SpanRow> Changed => rows.Where(r => r.Stored ? r.KnownTo is not null : r.KnownTo != r.KnownFrom);

    /// <summary>
    /// The firm is on the stage from a day, or no longer, and that became known. Rows that this makes untrue are closed and new ones follow.
    /// What is recorded later is never known earlier than what it changes: knowledge of one stage only goes forward.
    /// </summary>
    public void Apply(DateOnly on, bool held, KnownAt known)
    {
        var now = rows.Where(r => r.KnownTo is null).ToList();
        var at = now.Aggregate(known, (last, r) => last.NotBefore(r.KnownFrom));
        var marks = now.SelectMany(Marks).OrderBy(m => m.On).ToArray();
        var spans = StageHistory.Spans(StageHistory.With(marks, Mark(on, held))).Select(s => (s.From, s.To)).ToHashSet();
        rows = [.. rows.Select(r => r.KnownTo is null && !spans.Remove((r.ValidFrom, r.ValidTo)) ? r with { KnownTo = at } : r)];
        rows.AddRange(spans.Select(s => new SpanRow(s.From, s.To, at, null, false)));
    }

    private static IEnumerable<StageMark> Marks(SpanRow row)
    {
        yield return Mark(row.ValidFrom, true);
        if (row.ValidTo is { } to)
            yield return Mark(to, false);
    }

    private static StageMark Mark(DateOnly on, bool held) => new("", on, held, "", "");
}
