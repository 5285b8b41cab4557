using Cultivation.Ladder.Firms;

namespace Cultivation.Ladder.Teams;

/// <summary>What a stream was before its firm: people first. Kept when the team becomes a firm.</summary>
/// <param name="Members">From when who belonged to it, the present ones last. The lead is one of them.</param>
/// <param name="Renewals">Renewals of the term on a stage.</param>
/// <param name="FoundedOn">Day on which its company was registered; null while there is none.</param>
public sealed record Team(
    string Id, string ProjectTitle, string? HiTechField, DateOnly RegisteredOn, TeamMembers[] Members, TeamTermRenewed[] Renewals, DateOnly? EndedOn,
    DateOnly? FoundedOn)
{
    internal static Team Of(TeamRegistered e) => new(
        e.TeamId, e.ProjectTitle, e.HiTechField, e.RegisteredOn, [new(e.LeadPersonRef, e.MemberRefs, e.CarrierId, e.RegisteredOn)], [], null, null);

    internal Team With(TeamChanged e) => this with { Members = [.. Members, new(e.LeadPersonRef, e.MemberRefs, e.CarrierId, e.ChangedOn)] };

    /// <summary>The members on a day; those it began with before that.</summary>
    internal TeamMembers MembersOn(DateOnly day) => Members.LastOrDefault(m => m.From <= day) ?? Members[0];

    /// <summary>Neither ended nor a firm by now.</summary>
    internal bool IsTeam => EndedOn is null && FoundedOn is null;

    /// <exception cref="RuleBroken"><c>team.none</c> for a firm that never was one, <c>team.over</c> for one that ended or founded its firm.</exception>
    internal static Team Require(Firm firm) =>
        firm.Team is not { } team ? throw new RuleBroken("team.none")
        : team.IsTeam ? team
        : throw new RuleBroken("team.over", new { team.EndedOn, team.FoundedOn });
}

/// <summary>Who belonged to a team from a day on, by reference.</summary>
public sealed record TeamMembers(string LeadPersonRef, string[] MemberRefs, string CarrierId, DateOnly From)
{
    internal IEnumerable<string> All => MemberRefs.Prepend(LeadPersonRef).Distinct(StringComparer.Ordinal);
}

/// <summary>The team to which a person belongs now: one only in a district (嘉定 jd.team.2).</summary>
public sealed record TeamPerson(string Id, string TeamId);
