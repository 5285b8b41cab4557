using Cultivation.Criteria;
using Cultivation.Ladder.Firms;
using Cultivation.Ladder.IntellectualProperty;

namespace Cultivation.Ladder.Cases;

/// <summary>
/// The figures of a firm as an evaluation sees them: what was recorded, and what its registers say on the day. Where a register has entries, it is
/// asked and a figure that somebody typed in for the same thing is not used.
/// </summary>
internal static class FirmFacts
{
    public static IReadOnlyList<Criteria.Fact> Of(Firm firm, DateOnly asOf)
    {
        List<Criteria.Fact> counted = [.. Counted(firm, asOf)];
        var definitions = counted.Select(f => f.DefinitionId).ToHashSet(StringComparer.Ordinal);
        return
        [
            .. firm.Facts.Where(f => !definitions.Contains(f.DefinitionId)).Select(f => new Criteria.Fact(
                f.FiscalYear, f.Metric, f.DefinitionId, f.Value, f.Unit, f.SourceKind.Word(), f.Scope.Word(), f.Id)),
            .. counted,
        ];
    }

    // By the definitions ip.classOne, ip.classTwo and team.members of the programmes. A count stands for the year of the day asked about.
    private static IEnumerable<Criteria.Fact> Counted(Firm firm, DateOnly asOf)
    {
        if (firm.Properties.Length > 0)
        {
            yield return Count("ipClassOne", "ip.classOne", "count", firm.Properties.Count(p => p.IpClass == IpClass.I && p.CountsOn(asOf)));
            yield return Count("ipClassTwo", "ip.classTwo", "count", firm.Properties.Count(p => p.IpClass == IpClass.II && p.CountsOn(asOf)));
        }
        if (firm.Team is { } team)
            yield return Count("teamMembers", "team.members", "person", team.MembersOn(asOf).All.Count());

        Criteria.Fact Count(string metric, string definition, string unit, int value) =>
            new(asOf.Year, metric, definition, value, unit, "register", "legalPerson", "register");
    }
}
