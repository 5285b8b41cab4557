using Cultivation.Ladder.Firms;

namespace Cultivation.Ladder.Imports;

/// <summary>
/// A kind of list: what a row looks like, by which command's rule it is decided, and how it is undone. Reading, judging row by row, keeping,
/// applying in batches, telling what became of each row and exporting are the same for all.
/// </summary>
internal interface IListKind
{
    /// <summary>Last part of its address.</summary>
    string Name { get; }

    /// <summary>First line of the file.</summary>
    string Header { get; }

    /// <summary>What a row asks for.</summary>
    /// <param name="newId">Makes ids of what the row adds.</param>
    /// <exception cref="RowBroken">A field cannot be read.</exception>
    PlannedRow Read(ListedRow row, ListPaper paper, Func<string> newId);

    /// <summary>What no two rows of a list may share.</summary>
    object Key(PlannedRow row);

    /// <summary>The row with what it would change, without changing anything. Unless a kind says more, it adds what is decided of it.</summary>
    /// <param name="firm">The firm of the row's code; null where none is registered.</param>
    /// <param name="credentials">The kinds of title that some published programme knows.</param>
    /// <exception cref="RowBroken">The row cannot be applied as things stand.</exception>
    PlannedRow Judge(PlannedRow row, Firm? firm, IReadOnlySet<string> credentials, ApplyingDay at) => firm is null
        ? throw new RowBroken("import.firm-unknown", row.CreditCode)
        : row.Of(firm, adds: Decide(row, firm, at).Count > 0);

    /// <summary>The events of a row on what stands there now; none where it is recorded already.</summary>
    /// <exception cref="RuleBroken">Things changed since the reading.</exception>
    IReadOnlyList<object> Decide(PlannedRow row, Firm? firm, ApplyingDay at);

    /// <summary>The events that undo a row which was added; none where nothing of it stands.</summary>
    /// <exception cref="RuleBroken"><c>import.undo-changed</c>: something else rests on it by now.</exception>
    IReadOnlyList<object> Undo(PlannedRow row, Firm firm, ApplyingDay at);

    /// <summary>The rows of a firm as a list of this kind would hold them, by the columns of the header.</summary>
    IEnumerable<string?[]> Export(Firm firm, Rungs rungs);
}

/// <summary>The paper that a list is read from.</summary>
/// <param name="Reference">Its number or name.</param>
/// <param name="Authority">Who made it.</param>
internal sealed record ListPaper(string Reference, string Authority);

/// <summary>By which rules, when and by whom a row is judged, applied or undone.</summary>
/// <param name="Known">Day on which the district knew it: today, or earlier for recorded history.</param>
/// <param name="By">Subject of the person who ordered it.</param>
/// <param name="ListRef">The list's paper.</param>
internal sealed record ApplyingDay(Rungs Rungs, DateOnly Known, DateTimeOffset Now, string By, string ListRef)
{
    public DateOnly Today => Clock.Day(Now);
}

internal static class ListKinds
{
    public static readonly IReadOnlyList<IListKind> All = [new RecognitionList(), new FirmList(), new FactList(), new PoolAdmissionList(), new PoolExitList(), new SideRungList()];

    public static IListKind Named(string name) => All.Single(kind => kind.Name == name);

    /// <summary>The refusal to undo what something else rests on.</summary>
    public static RuleBroken Changed(PlannedRow row) => new("import.undo-changed", new { row.Line, row.CreditCode });
}
