using Cultivation.Ladder.Firms;

namespace Cultivation.Ladder.Teams;

/// <summary>How long a team may stay on its stage by the programme's own figures (嘉定 jd.team.validity, jd.team.renewal).</summary>
/// <param name="EndsOn">Last day, the renewals so far included.</param>
/// <param name="RenewalsAllowed">How often the rule renews.</param>
/// <param name="ToConfirm">Ids of the figures that may not decide yet.</param>
/// <param name="Over">The day asked about lies after the last day, and the team is still there.</param>
internal sealed record TeamTerm(
    string StageId, DateOnly Since, DateOnly EndsOn, int Months, int Renewals, int RenewalsAllowed, string[] ToConfirm, bool Over, string Rule)
{
    /// <summary>The term on the highest stage held on the day whose rule gives months; null for none.</summary>
    public static TeamTerm? Of(Firm firm, DateOnly day, Rungs rungs)
    {
        if (firm.Team is not { } team)
            return null;
        foreach (var stageId in StageHistory.HeldOn(firm.Stages, day).OrderByDescending(stage => rungs.Order(stage, day)))
        {
            if (rungs.Find(stageId, day) is not { Rung.Term: { } term, Rule: var rule })
                continue;
            var since = StageHistory.Spans(firm.Stages).Last(s => s.StageId == stageId && s.From <= day).From;
            TeamTermRenewed[] renewed = [.. team.Renewals.Where(r => r.StageId == stageId && r.RenewedOn >= since && r.RenewedOn <= day)];
            var endsOn = renewed.LastOrDefault()?.TermEndsOn ?? since.AddMonths(term.Months).AddDays(-1);
            return new(stageId, since, endsOn, term.Months, renewed.Length, term.Renewals, term.ToConfirm, day > endsOn, rule);
        }
        return null;
    }
}
