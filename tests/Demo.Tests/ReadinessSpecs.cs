using System.Collections.Immutable;
using Cultivation.Criteria;
using Cultivation.Demo.Population;

namespace Cultivation.Demo.Tests;

/// <summary>The made-up figures under the product's own programmes: what a case worker will see.</summary>
public sealed class ReadinessSpecs
{
    private static readonly ProgrammeSet Set = new(
        ProgrammeFile.Parse(Shipped.Text("jiading-six-stage.json")), ProgrammeFile.Parse(Shipped.Text("cn-national-credentials.json")));
    private static readonly ILookup<int, Report> Reports = Districts.Today.Reports.ToLookup(report => report.Firm);
    private static readonly string[] AskedOfPeople = ["cn.hnte.c2", "cn.hnte.c3", "cn.hnte.c7", "cn.hnte.c8"];

    [Fact]
    public void a_firm_that_files_next_year_waits_only_for_people()
    {
        var next = OldEnough(Districts.Day.Year + 1);
        Assert.True(next.Count > 30);
        foreach (var firm in next)
        {
            var open = Open(firm, Districts.Day).ToList();
            Assert.True(open.SequenceEqual(AskedOfPeople), $"{firm} {Shortfalls.Of(firm)}: {string.Join(' ', open)}");
        }
    }

    [Fact]
    public void a_firm_that_files_a_year_later_misses_a_condition_or_two()
    {
        var later = OldEnough(Districts.Day.Year + 2);
        Assert.True(later.Count > 30);
        var missing = later.Select(firm => Open(firm, Districts.Day).Except(AskedOfPeople).ToList()).ToList();
        Assert.True(missing.Count(open => open.Count > 0) > later.Count * 8 / 10, string.Join(' ', missing.Select(open => open.Count)));
        Assert.Contains(missing, open => open.Count == 2);
        Assert.True(missing.SelectMany(open => open).Distinct().Count() >= 4);
    }

    [Fact]
    public void who_was_recognised_met_the_conditions_when_filing()
    {
        var firms = Districts.Today.Firms.Where(firm => firm.FirstYear <= Districts.Day.Year).ToDictionary(firm => firm.Number);
        // Figures begin with 2015: from 2018 on three years are known.
        var filings = Districts.Today.Reports.Where(report => report.Source == "filing" && report.KnownSince.Year >= 2018 && firms.ContainsKey(report.Firm))
            .Where((_, i) => i % 5 == 0).ToList();
        Assert.True(filings.Count > 500, $"{filings.Count}");
        Assert.All(filings, filing => Assert.Equal(AskedOfPeople, Open(firms[filing.Firm], filing.KnownSince)));
    }

    private static List<Firm> OldEnough(int firstYear) =>
        [.. Districts.Today.Firms.Where(firm => firm.FirstYear == firstYear && firm.EstablishedOn.Year < Districts.Day.Year)];

    /// <summary>Ids of the conditions that are not met on a day, with what was known by then.</summary>
    private static IEnumerable<string> Open(Firm firm, DateOnly day)
    {
        var facts = Reports[firm.Number].Where(report => report.KnownSince <= day).SelectMany(report => report.Figures)
            .Select(f => new Fact(f.FiscalYear, f.Metric, f.DefinitionId, f.Value, f.Unit, f.SourceKind, "legalPerson", "")).ToList();
        var result = Evaluate.Stage(Set, "jd.hnte", new(firm.EstablishedOn, Firm.Division, facts, [], [], []), day, ImmutableHashSet<string>.Empty);
        return result.Criteria.SelectMany(Leaves).Where(one => one.Result != Result.Met).Select(one => one.Id);
    }

    private static IEnumerable<CriterionResult> Leaves(CriterionResult one) => one.Parts.IsEmpty ? [one] : one.Parts.SelectMany(Leaves);
}
