namespace Cultivation.Hosting;

/// <summary>The words of the claim <c>roles</c>.</summary>
public static class Roles
{
    /// <summary>Works on firms and cases of a district.</summary>
    public const string CaseWorker = "caseworker";

    /// <summary>Answers for the case workers; may revoke and record history.</summary>
    public const string Supervisor = "supervisor";

    /// <summary>Scores the cases on whose panel it sits; reads nothing else of the office.</summary>
    public const string Reviewer = "reviewer";

    /// <summary>Publishes programmes, calendars and confirmations.</summary>
    public const string Policy = "policy";

    /// <summary>A partner bank; the claim <c>bank</c> says which.</summary>
    public const string Bank = "bank";

    /// <summary>A firm; the claim <c>firm</c> says which.</summary>
    public const string Firm = "firm";

    /// <summary>Keeps the system running; decides nothing.</summary>
    public const string Operator = "operator";

    /// <summary>Reads everything, changes nothing.</summary>
    public const string Auditor = "auditor";

    /// <summary>Another service of this house, or the loader: may name any district.</summary>
    public const string Service = "service";
}
