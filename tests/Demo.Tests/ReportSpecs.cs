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
    public void firms_reported_every_year_since_their_first_report()
    {
        var years = Districts.Today.Reports.SelectMany(report => report.Figures, (report, figure) => (report.Firm, figure.FiscalYear)).Distinct()
            .ToLookup(one => one.Firm, one => one.FiscalYear);
        Assert.All(years, firm => Assert.Equal(firm.Max() - firm.Min() + 1, firm.Count()));
        Assert.True(years.Sum(firm => firm.Count()) > 5_000);
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
