using Cultivation.Ladder.Recognitions;

namespace Cultivation.Ladder.Imports;

/// <summary>A list of recognitions that was read and planned, not yet applied. Its rows are kept in <see cref="ImportBatch"/>es.</summary>
/// <param name="Known">Day on which the district knew the list, with the paper that shows it, where it is history.</param>
public sealed record ImportedList(
    string Id, string ListRef, string Authority, string By, DateTimeOffset ReadAt, KnownSince? Known, int Rows, int Grants, int Unchanged,
    int NamesDiffer, int Batches, RowFault[] Faults, PlannedRow[] FirstChanges);

/// <summary>Some hundred rows that are applied in one transaction.</summary>
public sealed record ImportBatch(string Id, PlannedRow[] Rows)
{
    internal static string Key(string importId, int number) => $"{importId}/{number}";
}

/// <summary>A row of the list and what it would change.</summary>
/// <param name="Line">Line of the file, the header being 1.</param>
/// <param name="ListedName">The name in the list, where the firm never had it. The code decides whose row it is; the name is shown to a person.</param>
public sealed record PlannedRow(
    int Line, string CreditCode, string FirmId, string LegalName, string? ListedName, PlannedChange Change, GrantRecognition Grant);

public enum PlannedChange { Grant, Unchanged }

/// <summary>A row that cannot be applied.</summary>
/// <param name="Code">One of the codes of problems.json.</param>
/// <param name="Detail">What stands there.</param>
public sealed record RowFault(int Line, string Code, string Detail);

/// <summary>The order to apply a list; kept until all of its batches are done.</summary>
/// <param name="TraceParent">Trace of the request.</param>
public sealed record ImportApplication(string Id, string By, DateTimeOffset OrderedAt, KnownSince? Known, string? TraceParent, int Batches, bool Finished);

/// <summary>What a batch did; inserted beside its events, so that a batch is applied once.</summary>
public sealed record ImportResult(string Id, int Granted, int Unchanged, int Refused, RowResult[] Rows)
{
    internal static ImportResult Of(string id, RowResult[] rows)
    {
        var (granted, unchanged) = (rows.Count(r => r.Outcome == RowResult.Granted), rows.Count(r => r.Outcome == RowResult.Unchanged));
        return new(id, granted, unchanged, rows.Length - granted - unchanged, rows);
    }
}

/// <param name="Outcome"><c>granted</c>, <c>unchanged</c>, or the code of the refusal.</param>
public sealed record RowResult(int Line, string CreditCode, string FirmId, string Outcome)
{
    internal const string Granted = "granted";
    internal const string Unchanged = "unchanged";
}
