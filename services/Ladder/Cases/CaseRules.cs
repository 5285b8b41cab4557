namespace Cultivation.Ladder.Cases;

/// <summary>Opens the rules that a case stays on.</summary>
internal static class CaseRules
{
    /// <summary>The version under which the case was accepted; before acceptance the one under which it would be accepted today.</summary>
    public static RuleBook Open(Published published, Case @case, DateOnly today)
    {
        var programme = published.Find(@case.ProgrammeId).Programme;
        return published.Open(programme, @case.Accepted is { } accepted
            ? programme.Versions.Single(v => v.Hash == accepted.RulesHash)
            : published.ForCase(programme, @case.StageId, Clock.Day(@case.SubmittedOn), today));
    }
}
