namespace Cultivation.Ladder.Ledger;

/// <summary>Who may read the whole log and ask for its checkpoints.</summary>
internal static class LedgerReaders
{
    public static readonly string[] All = [Roles.Operator, Roles.Auditor, Roles.Supervisor];

    /// <summary>The public keys are for whoever checks.</summary>
    public static readonly string[] OfKeys = [.. Readers.OfficeAndFirm, Roles.Bank];
}
