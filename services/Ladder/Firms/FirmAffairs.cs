using Cultivation.Ladder.Adverse;
using Cultivation.Ladder.Agreements;
using Cultivation.Ladder.AnnualReports;
using Cultivation.Ladder.Groups;
using Cultivation.Ladder.IntellectualProperty;
using Cultivation.Ladder.Moves;
using Cultivation.Ladder.Pools;
using Cultivation.Ladder.Restructurings;
using Cultivation.Ladder.Statuses;
using Cultivation.Ladder.Teams;

namespace Cultivation.Ladder.Firms;

/// <summary>What a firm's registers say as of a day. The firm that it is made from holds what was known on the other day.</summary>
/// <param name="Team">What it was before, or is still.</param>
/// <param name="DivisionOnDay">Where it was registered on the day, by the code of that time.</param>
/// <param name="Here">The district has it on the day: neither struck off, nor ended, nor another district's.</param>
/// <param name="Statuses">Those held on the day.</param>
/// <param name="Warnings">Titles for which so many yearly reports are missed that the recognising body may cancel them.</param>
internal sealed record FirmAffairs(
    TeamShown? Team, string[] FormerCodes, string? DivisionOnDay, bool Here, GoneFrom? GoneFrom, CameFrom? CameFrom, DistrictCustodyTransferred? WentTo,
    DutyShown[] Duties, PropertyShown[] Properties, RecordShown[] AdverseRecords, YearlyReport[] AnnualReports, ReportWarning[] Warnings,
    Proposal[] CancellationProposals, ControlRelation[] Controls, EnterpriseRestructured[] Restructurings, RegistrationMoved[] Moves,
    Agreement[] Agreements, StatusHeld[] Statuses, PoolTime[] Pools)
{
    public static FirmAffairs Of(Firm firm, DateOnly day, Rungs rungs) => new(
        TeamShown.Of(firm, day, rungs), firm.FormerCodes, firm.Names.Length == 0 ? null : firm.DivisionOn(day),
        !(firm.GoneFrom?.On <= day) && !(firm.CameFrom?.CustodyOn > day), firm.GoneFrom, firm.CameFrom, firm.WentTo,
        [.. firm.Duties.Where(d => d.ChangedOn <= day).Select(d => new DutyShown(d.Change, d.ChangedOn, d.DueOn, d.ReportedOn, d.On(day, firm)))],
        [.. firm.Properties.Where(p => p.OwnedFrom <= day).Select(p => PropertyShown.Of(p, day))],
        [.. firm.AdverseRecords.Where(r => (r.HappenedOn ?? r.ListedOn) <= day || r.ListedOn <= day).Select(r => RecordShown.Of(r, day))],
        [.. firm.Reports.Where(r => r.DueOn <= day || r.FiledOn <= day).OrderBy(r => r.DueOn)],
        [.. ReportWarning.Of(firm, day)], [.. firm.Proposals.Where(p => p.ProposedOn <= day)], [.. firm.Controls.Where(r => r.ValidOn(day))],
        [.. firm.Restructurings.Where(r => r.EffectiveOn <= day)], [.. firm.Moves.Where(m => m.EffectiveOn <= day)],
        [.. firm.Agreements.Where(a => a.SignedOn <= day)], [.. firm.Statuses.Where(s => s.HeldOn(day))], [.. firm.PoolTimes.Where(t => t.AdmittedOn <= day)]);
}

/// <summary>A team on a day.</summary>
/// <param name="Term">Its term on a stage that has one.</param>
internal sealed record TeamShown(
    string Id, string ProjectTitle, string? HiTechField, DateOnly RegisteredOn, string LeadPersonRef, string[] MemberRefs, string CarrierId,
    DateOnly? FoundedOn, DateOnly? EndedOn, TeamTerm? Term)
{
    public static TeamShown? Of(Firm firm, DateOnly day, Rungs rungs)
    {
        if (firm.Team is not { } team)
            return null;
        var members = team.MembersOn(day);
        return new(
            team.Id, team.ProjectTitle, team.HiTechField, team.RegisteredOn, members.LeadPersonRef, members.MemberRefs, members.CarrierId, team.FoundedOn,
            team.EndedOn, TeamTerm.Of(firm, day, rungs));
    }
}

/// <summary>A duty to report a change, as it stands on the day.</summary>
internal sealed record DutyShown(ReportableChange Change, DateOnly ChangedOn, DateOnly DueOn, DateOnly? ReportedOn, DutyState State);

/// <summary>A right on the day.</summary>
/// <param name="Counts">It counts for a filing of the day: in force, and of class II in no filing before.</param>
internal sealed record PropertyShown(
    string IpNo, IpClass IpClass, IpKind IpKind, DateOnly GrantedOn, DateOnly OwnedFrom, DateOnly? ExpiresOn, string? OwnerShare, IpAcquired AcquiredBy,
    DateOnly? EndedOn, IpChange? EndedBy, bool InForce, bool Pledged, bool Counts, PropertyUse[] Uses)
{
    public static PropertyShown Of(Property p, DateOnly day) => new(
        p.IpNo, p.IpClass, p.IpKind, p.GrantedOn, p.OwnedFrom, p.ExpiresOn, p.OwnerShare, p.AcquiredBy, p.EndedOn, p.EndedBy, p.InForceOn(day),
        p.PledgedOn(day), p.CountsOn(day), [.. p.Uses.Where(u => u.On <= day)]);
}

/// <summary>An adverse record on the day.</summary>
/// <param name="Listed">It stands on the authority's list.</param>
internal sealed record RecordShown(
    string Id, AdverseKind Kind, DateOnly? HappenedOn, DateOnly ListedOn, AdverseSeverity Severity, string Source, DateOnly? RemovedOn, bool Listed)
{
    public static RecordShown Of(AdverseRecord r, DateOnly day) =>
        new(r.Id, r.Kind, r.HappenedOn, r.ListedOn, r.Severity, r.Source, r.RemovedOn, r.ListedAt(day));
}

/// <param name="MissedYears">Missed inside the validity of this title, running or not (国科发火〔2016〕32号 article 19).</param>
internal sealed record ReportWarning(string RecognitionId, string CredentialType, int[] MissedYears)
{
    public static IEnumerable<ReportWarning> Of(Firm firm, DateOnly day) => firm.Recognitions
        .Where(title => title.ValidOn(day))
        .Select(title => new ReportWarning(
            title.Id, title.CredentialType,
            [.. firm.Reports.Where(r => r.RecognitionId == title.Id && r.Outcome == ReportOutcome.Missed && r.DueOn < day).Select(r => r.Year).Order()]))
        .Where(warning => warning.MissedYears.Length >= RecordAnnualReport.MissedLimit);
}
