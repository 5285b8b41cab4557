using System.Text.Json;

namespace Cultivation.Ladder.Imports;

/// <summary>A list that was read and planned, not yet applied. Its rows are kept in <see cref="ImportBatch"/>es.</summary>
/// <param name="Kind">What it lists: the last part of its address, such as <c>recognitions</c>.</param>
/// <param name="Known">Day on which the district knew the list, with the paper that shows it, where it is history.</param>
/// <param name="Additions">Rows that would add what they ask for.</param>
public sealed record ImportedList(
    string Id, string Kind, string ListRef, string Authority, string By, DateTimeOffset ReadAt, KnownSince? Known, int Rows, int Additions,
    int Unchanged, int NamesDiffer, int Batches, RowFault[] Faults)
{
    /// <summary>The events that it would lead to, and what other services would be told.</summary>
    public Consequences Consequences { get; init; } = new([], []);
}

/// <summary>Some hundred rows that are applied in one transaction.</summary>
public sealed record ImportBatch(string Id, PlannedRow[] Rows)
{
    internal static string Key(string importId, int number) => $"{importId}/{number}";
}

/// <summary>A row that cannot be applied.</summary>
/// <param name="Code">One of the codes of problems.json.</param>
/// <param name="Detail">What stands there.</param>
public sealed record RowFault(int Line, string Code, string Detail)
{
    internal static RowFault Of(int line, RuleBroken broken) => new(line, broken.Code, JsonSerializer.Serialize(broken.Details, Json.Web));
}

/// <summary>The order to apply a list; kept until all of its batches are done.</summary>
/// <param name="TraceParent">Trace of the request.</param>
public sealed record ImportApplication(
    string Id, string Kind, string ListRef, string By, DateTimeOffset OrderedAt, KnownSince? Known, string? TraceParent, int Batches, bool Finished);

/// <summary>The order to undo a list that was applied; kept until all of its batches are done.</summary>
/// <param name="Reason">Why, for the record.</param>
public sealed record ImportUndo(
    string Id, string Kind, string ListRef, string By, DateTimeOffset OrderedAt, FreeText Reason, string? TraceParent, int Batches, bool Finished)
{
    /// <summary>Under what the results of the undoing are kept: beside those of the application.</summary>
    internal static string Results(string importId) => $"undo:{importId}";
}

/// <summary>How many rows a batch did; inserted beside its events, so that a batch is applied once. Who asks how far a list is adds these up.</summary>
public sealed record ImportResult(string Id, int Added, int Unchanged, int Refused)
{
    internal static ImportResult Of(string id, IReadOnlyCollection<RowResult> rows)
    {
        var (added, unchanged) = (rows.Count(r => r.Outcome is RowResult.Added or RowResult.Undone), rows.Count(r => r.Outcome == RowResult.Unchanged));
        return new(id, added, unchanged, rows.Count - added - unchanged);
    }
}

/// <summary>What became of each row of a batch.</summary>
public sealed record ImportedRows(string Id, RowResult[] Rows);

/// <param name="Outcome"><c>added</c>, when the list is undone <c>undone</c>, <c>unchanged</c>, or the code of the refusal.</param>
public sealed record RowResult(int Line, string CreditCode, string FirmId, string Outcome)
{
    internal const string Added = "added";
    internal const string Unchanged = "unchanged";

    /// <summary>Of a row that was added and is undone.</summary>
    internal const string Undone = "undone";
}
