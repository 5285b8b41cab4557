namespace Cultivation.Ladder.Cases;

/// <summary>Opens the rules that a case stays on.</summary>
internal static class CaseRules
{
    /// <summary>The version under which the case was accepted; before acceptance the one under which it would be accepted today.</summary>
    public static async Task<RuleBook> Open(Shelf shelf, string tenant, Case @case, DateOnly today, CancellationToken cancellation)
    {
        var published = await shelf.Look(tenant, cancellation);
        var programme = published.Find(@case.ProgrammeId).Programme;
        var version = @case.Accepted is { } accepted ? programme.Versions.Single(v => v.Hash == accepted.RulesHash)
            : published.ForCase(programme, @case.StageId, Clock.Day(@case.SubmittedOn), today);
        return published.Open(programme, version);
    }
}
