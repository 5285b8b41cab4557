namespace Cultivation.Ladder.Cases;

/// <summary>Opens the rules that a case stays on.</summary>
internal static class CaseRules
{
    /// <summary>The version under which the case was accepted; before acceptance the one in force today.</summary>
    public static async Task<RuleBook> Open(Shelf shelf, string tenant, Case @case, DateOnly today, CancellationToken cancellation)
    {
        var (owner, programme) = await shelf.Find(tenant, @case.ProgrammeId, cancellation);
        var version = @case.Accepted is { } accepted ? programme.Versions.Single(v => v.Hash == accepted.RulesHash) : programme.RequireInForce(today);
        return await shelf.Open(owner, programme, version, cancellation);
    }
}
