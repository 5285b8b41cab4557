using Cultivation.Ladder.Firms;

namespace Cultivation.Ladder.Imports;

/// <summary>
/// A kind of list: what a row looks like, and by which command's rule it is decided. Reading, judging row by row, keeping, applying in
/// batches and telling what became of each row are the same for all.
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

    /// <summary>The row with what it would change, without changing anything.</summary>
    /// <param name="firm">The firm of the row's code; null where none is registered.</param>
    /// <exception cref="RowBroken">The row cannot be applied as things stand.</exception>
    PlannedRow Judge(PlannedRow row, Firm? firm, IReadOnlySet<string> credentials, DateOnly today);

    /// <summary>The events of a row on what stands there now; none where it is recorded already.</summary>
    /// <exception cref="RuleBroken">Things changed since the reading.</exception>
    IReadOnlyList<object> Decide(PlannedRow row, Firm? firm, ApplyingDay at);
}

/// <summary>The paper that a list is read from.</summary>
/// <param name="Reference">Its number or name.</param>
/// <param name="Authority">Who made it.</param>
internal sealed record ListPaper(string Reference, string Authority);

/// <summary>When a row is applied.</summary>
/// <param name="Known">Day on which the district knew it: today, or earlier for recorded history.</param>
internal sealed record ApplyingDay(Rungs Rungs, DateOnly Known, DateTimeOffset Now);

internal static class ListKinds
{
    public static readonly IReadOnlyList<IListKind> All = [new RecognitionList(), new FirmList(), new FactList()];

    public static IListKind Named(string name) => All.Single(kind => kind.Name == name);
}
