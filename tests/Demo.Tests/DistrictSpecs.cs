using Cultivation.Demo.Checks;
using Cultivation.Demo.Population;

namespace Cultivation.Demo.Tests;

public sealed class DistrictSpecs
{
    [Fact]
    public void it_is_the_same_every_time() => Assert.Equal(Districts.Text(Districts.Today), Districts.Text(District.Until(Districts.Day)));

    [Fact]
    public void a_later_day_adds_and_changes_nothing()
    {
        var (now, later) = (Districts.Text(Districts.Today).Split('\n'), Districts.Text(District.Until(Districts.Day.AddDays(500))).Split('\n'));
        Assert.Empty(now.Except(later));
        Assert.True(later.Length > now.Length + 5_000, $"{now.Length} {later.Length}");
    }

    [Fact]
    public void the_published_stocks_come_out()
    {
        var district = Districts.Today;
        Assert.Equal(825, Stock.Certificates(district, new(2017, 12, 31), Districts.Day));
        Assert.Equal(1005, Stock.Certificates(district, new(2018, 12, 31), Districts.Day));
        Assert.Equal(186, Stock.Awards(district, new(2017, 12, 31)));
    }

    [Fact]
    public void every_check_holds_on_the_generators_own_data()
    {
        foreach (var expected in Expectations.Of(Districts.Today))
        {
            var actual = expected.Measure == Measure.HighTechFirms
                ? Stock.Certificates(Districts.Today, expected.AsOf, expected.KnownOn ?? Districts.Day)
                : Stock.Awards(Districts.Today, expected.AsOf);
            Assert.True(expected.IsMetBy(actual), $"{expected}: {actual}");
        }
    }

    [Fact]
    public void where_papers_contradict_the_higher_figure_is_asked_for_and_the_other_one_shown()
    {
        var contradicted = Expectations.Of(Districts.Today).Where(one => one.Conflict is not null).ToList();
        var (firms, awards) = (contradicted.Single(one => one is { AsOf.Year: 2019, Measure: Measure.HighTechFirms }),
            contradicted.Single(one => one is { AsOf.Year: 2019, Measure: Measure.GiantAwards }));
        Assert.Equal((">1100", ">220"), (firms.Expected, awards.Expected));
        Assert.Contains("950", firms.Conflict);
        Assert.Contains("210", awards.Conflict);
        Assert.Contains(contradicted, one => one is { AsOf.Year: 2020, Measure: Measure.HighTechFirms, Expected: ">1000" });
    }

    [Fact]
    public void less_was_known_at_the_end_of_a_year_than_later()
    {
        var end = new DateOnly(2017, 12, 31);
        Assert.InRange(Stock.Certificates(Districts.Today, end, end), 700, 824);
    }

    [Fact]
    public void the_last_firm_has_reported_nothing_and_is_on_no_list()
    {
        var last = Districts.Today.Firms[^1];
        Assert.DoesNotContain(Districts.Today.Reports, report => report.Firm == last.Number);
        Assert.DoesNotContain(Districts.Today.Lists.SelectMany(list => list.Rows), row => row.CreditCode == last.CreditCode);
    }
}
