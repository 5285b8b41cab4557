namespace Cultivation.Console.Lists;

/// <summary>A list that was read and how far its application is.</summary>
/// <param name="State">read, applying, applied, undoing or undone.</param>
/// <param name="Planned">Rows without a fault.</param>
/// <param name="Done">Rows that have been applied.</param>
public sealed record ListView(
    string Id, string Kind, string State, string ListRef, string Authority, string By, DateTimeOffset ReadAt, int Rows, int Planned, int Done, int Added,
    int Unchanged, int Refused, RowFault[] Faults, Undoing? Undo)
{
    /// <summary>Something is being done with it in the background.</summary>
    public bool Running => State is "applying" or "undoing";

    /// <summary>Other where it is further.</summary>
    public string Progress => $"{State} {Done} {Undo?.Undone}";
}

/// <summary>A row that cannot be applied.</summary>
public sealed record RowFault(int Line, string Code, string Detail);

/// <summary>How far the undoing is.</summary>
public sealed record Undoing(string By, string Reason, int Undone, int Unchanged, int Refused);

/// <summary>What a row would change.</summary>
/// <param name="Change">add or unchanged.</param>
/// <param name="ListedName">The name in the list, where the firm never had it.</param>
public sealed record PlannedRow(int Line, string CreditCode, string FirmId, string LegalName, string? ListedName, string Change, bool MatchedByName, string[] Events);

/// <summary>What a bank would be told if the list were applied now.</summary>
/// <param name="Kind">granted, changed, withdrawn, corrected, …</param>
/// <param name="Product">Code of the product; null at the end of a consent.</param>
public sealed record ForeseenEntry(string BankId, string Kind, string CreditCode, string LegalName, string? Product, DateOnly EffectiveOn);

/// <summary>How many entries of a kind a bank would be told, about how many firms.</summary>
public sealed record ForeseenTotal(string BankId, string Kind, int Entries, int Firms);

/// <summary>The forecast by bank and kind.</summary>
/// <param name="Pages">So many pages of the list are in it.</param>
/// <param name="Next">Where to go on, as a page of the list; null where there is no more.</param>
public sealed record TotalForecast(ForeseenTotal[] Totals, int Pages, string? Next);

/// <summary>What became of a row: added, undone, unchanged, or the code of the refusal.</summary>
public sealed record RowResult(int Line, string CreditCode, string FirmId, string Outcome);
