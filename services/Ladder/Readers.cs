namespace Cultivation.Ladder;

/// <summary>Who may read what.</summary>
internal static class Readers
{
    /// <summary>The commission, those who watch over it, and other services.</summary>
    public static readonly string[] Office = [Roles.CaseWorker, Roles.Supervisor, Roles.Policy, Roles.Operator, Roles.Auditor, Roles.Service];

    /// <summary>And firms, about themselves or about rules.</summary>
    public static readonly string[] OfficeAndFirm = [.. Office, Roles.Firm];
}
