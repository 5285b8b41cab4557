using Cultivation.Ladder.Firms;
using Cultivation.Ladder.Recognitions;

namespace Cultivation.Ladder.Imports;

/// <summary>A row of the list and what it would change. It asks for one thing, by the kind of the list.</summary>
/// <param name="Line">Line of the file, the header being 1.</param>
public sealed record PlannedRow(int Line, string CreditCode)
{
    /// <summary>The firm of the code, or the one that the row would register.</summary>
    public string FirmId { get; init; } = "";
    public string LegalName { get; init; } = "";

    /// <summary>The name in the list, where the firm never had it. The code decides whose row it is; the name is shown to a person.</summary>
    public string? ListedName { get; init; }
    public PlannedChange Change { get; init; }

    /// <summary>The list gave no code: the firm was found by a name that it has or had.</summary>
    public bool MatchedByName { get; init; }

    /// <summary>The events that it would lead to, by their stored names.</summary>
    public string[] Events { get; init; } = [];

    /// <summary>Those of them that other services are told, by the names of the messages.</summary>
    public string[] Messages { get; init; } = [];

    /// <summary>Day on which the district knew this row, where the list says it row by row.</summary>
    public DateOnly? KnownSince { get; init; }
    public GrantRecognition? Grant { get; init; }
    public RegisterFirm? Registration { get; init; }
    public SubmittedFact? Figure { get; init; }
    public PoolEntry? Admission { get; init; }
    public PoolExit? Exit { get; init; }
    public RungEntry? Rung { get; init; }

    internal PlannedRow Of(Firm firm, bool adds) =>
        this with
        {
            FirmId = Firm.IdOf(firm.Id), LegalName = firm.LegalName(), Change = adds ? PlannedChange.Add : PlannedChange.Unchanged,
            ListedName = LegalName.Length == 0 || firm.Names.Any(n => n.Name == LegalName) ? null : LegalName,
        };
}

public enum PlannedChange { Add, Unchanged }
