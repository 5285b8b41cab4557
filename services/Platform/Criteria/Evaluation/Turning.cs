namespace Cultivation.Criteria;

/// <summary>When time alone may change an answer: a fiscal year passes out of sight, a firm grows too old.</summary>
public static class Turning
{
    /// <summary>No metric looks further back (<see cref="FiscalYears"/>).</summary>
    private const int MostYears = 10;

    /// <summary>All tests of a group, those of its parts, conditions and bands too.</summary>
    public static IEnumerable<Test> Tests(this Group group) => group.All().SelectMany(one => new[] { one.Test, one.AppliesWhen }).SelectMany(Within);

    /// <summary>All criteria of a group, composites before their parts.</summary>
    public static IEnumerable<Criterion> All(this Group group) => group.Items.SelectMany(one => one.Parts is { } parts ? parts.All().Prepend(one) : [one]);

    /// <summary>
    /// Days, in no order, on which the answer may differ from that of the day before though nothing new is known. What a recognition's or a
    /// stage's own days bring is not among them.
    /// </summary>
    public static IEnumerable<DateOnly> Days(Group group, Subject subject) => group.Tests().SelectMany(test => test.Metric.Turns(
        subject, test.Bands.Select(band => band.Value).Append(test.Value).SelectMany(operand => operand?.Numbers ?? [])));

    /// <summary>The first days of the years in which facts of some definitions come into sight or pass out of it.</summary>
    internal static IEnumerable<DateOnly> Years(ImmutableArray<FactDefinition> definitions, Subject subject)
    {
        var years = subject.Facts.Where(fact => definitions.Any(definition => definition.Fact == fact.Metric)).Select(fact => fact.FiscalYear).ToList();
        return years.Count == 0 ? [] : Enumerable.Range(years.Min(), years.Max() - years.Min() + MostYears + 2).Select(year => new DateOnly(year, 1, 1));
    }

    private static IEnumerable<Test> Within(Test? test) => test is null ? [] : test.Bands.SelectMany(band => Within(band.When)).Prepend(test);
}
