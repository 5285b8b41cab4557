using Cultivation.Ladder.AnnualReports;
using Cultivation.Ladder.Cases;
using Cultivation.Ladder.Firms;

namespace Cultivation.Ladder.Moves;

/// <summary>What is open about a firm on a day: whoever cares for it next must see to it.</summary>
internal static class OpenDuties
{
    /// <param name="openCases">Numbers of its cases that wait for a decision. They stay with the district that accepted them.</param>
    /// <param name="promised">Its cases with a promise, decided or not, that nobody has checked.</param>
    public static IEnumerable<string> Of(Firm firm, IEnumerable<string> openCases, IEnumerable<Case> promised, DateOnly day)
    {
        foreach (var number in openCases)
            yield return $"case {number}";
        foreach (var @case in promised)
            yield return $"commitment {@case.Number} signed {@case.Commitment!.SignedOn:yyyy-MM-dd} check due {@case.Commitment.VerifyByOn:yyyy-MM-dd}";
        foreach (var duty in firm.Duties.Where(d => d.On(day, firm) is DutyState.Open or DutyState.Overdue))
            yield return $"changeReport {(duty.Change == ReportableChange.Renamed ? "renamed" : "restructured")} {duty.ChangedOn:yyyy-MM-dd} due {duty.DueOn:yyyy-MM-dd}";
        foreach (var title in firm.Recognitions.Where(r => r.ValidOn(day) && r.CredentialType == RecordAnnualReport.Title))
        {
            for (var year = title.ValidFrom.Year - 1; year < day.Year; year++)
            {
                var dueOn = new DateOnly(year + 1, 5, 31);
                if (title.ValidOn(dueOn) && !firm.Reports.Any(r => r.RecognitionId == title.Id && r.Year == year))
                    yield return $"annualReport {title.Id} {year} due {dueOn:yyyy-MM-dd}";
            }
        }
        foreach (var proposal in firm.Proposals.Where(p => p.Outcome is null))
            yield return $"cancellationProposal {proposal.RecognitionId} since {proposal.ProposedOn:yyyy-MM-dd}";
        foreach (var agreement in firm.Agreements.Where(a => a.Outcome is null))
            yield return $"agreement {agreement.ProjectId} until {agreement.TermTo:yyyy-MM-dd}";
    }
}
