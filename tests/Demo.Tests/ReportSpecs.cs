using System.Text.Json;
using Cultivation.Demo.Population;

namespace Cultivation.Demo.Tests;

public sealed class ReportSpecs
{
    [Fact]
    public void no_figure_is_reported_twice()
    {
        var figures = Districts.Today.Reports.SelectMany(report => report.Figures, (report, figure) =>
            (report.Firm, figure.FiscalYear, figure.Metric, figure.DefinitionId)).ToList();
        Assert.Equal(figures.Count, figures.Distinct().Count());
    }

    [Fact]
    public void a_year_is_reported_after_its_end_by_a_firm_on_the_register()
    {
        var firms = Districts.Today.Firms.ToDictionary(firm => firm.Number);
        Assert.All(Districts.Today.Reports, report =>
        {
            Assert.True(report.KnownSince > firms[report.Firm].KnownSince);
            Assert.All(report.Figures, figure => Assert.InRange(figure.FiscalYear, firms[report.Firm].FirstFiscalYear, report.KnownSince.Year - 1));
        });
    }

    [Fact]
    public void every_firm_has_figures_of_every_year_of_its_life_since_2015()
    {
        var years = Districts.Today.Reports.SelectMany(report => report.Figures, (report, figure) => (report.Firm, figure.FiscalYear)).ToHashSet();
        var asked = Districts.Today.Firms.Where(firm => firm.KnownSince < new DateOnly(Districts.Day.Year, 4, 1) && firm.EstablishedOn.Year < Districts.Day.Year)
            .SelectMany(firm => Enumerable.Range(firm.EstablishedOn.Year, Districts.Day.Year - firm.EstablishedOn.Year), (firm, year) => (firm.Number, year))
            .Where(one => one.year >= 2015).ToList();
        Assert.True(asked.Count > 15_000, $"{asked.Count}");
        Assert.Empty(asked.Except(years));
    }

    [Fact]
    public void older_years_have_the_main_figures_and_the_last_three_the_full_set()
    {
        var counts = Districts.Today.Reports.SelectMany(report => report.Figures, (report, figure) => (report.Firm, figure)).GroupBy(one => (one.Firm, one.figure.FiscalYear)).ToList();
        Assert.All(counts.Where(year => year.Key.FiscalYear < 2023), year => Assert.InRange(year.Count(), 3, 9));
        Assert.Contains(counts, year => year.Key.FiscalYear == 2023 && year.Count() == 10);
        Assert.InRange(Figures.Count(), 80_000, 100_000);
    }

    [Fact]
    public void metric_definition_and_unit_are_those_of_the_shipped_programmes()
    {
        var definitions = new[] { "cn-national-credentials.json", "jiading-six-stage.json" }
            .SelectMany(file => JsonDocument.Parse(Shipped.Text(file)).RootElement.GetProperty("definitions").EnumerateObject())
            .Select(one => (one.Name, one.Value.GetProperty("fact").GetString(), one.Value.GetProperty("unit").GetString())).ToHashSet();
        Assert.All(
            Figures.Select(figure => (figure.DefinitionId, figure.Metric, figure.Unit)).Distinct(), used => Assert.Contains(used, definitions));
    }

    [Fact]
    public void figures_are_plausible()
    {
        Assert.All(Figures, figure => Assert.InRange(figure.Value, 0, 100_000_000_000m));
        Assert.All(Figures.Where(figure => figure.Metric == "staff"), figure => Assert.InRange(figure.Value, 10, 40_000));
    }

    private static IEnumerable<Figure> Figures => Districts.Today.Reports.SelectMany(report => report.Figures);
}
