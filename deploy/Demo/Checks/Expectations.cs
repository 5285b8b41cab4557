using System.Globalization;
using System.Text.RegularExpressions;
using Cultivation.Demo.Population;

namespace Cultivation.Demo.Checks;

/// <summary>
/// The published stocks and targets of Jiading, read from the shipped tables, and what the generator itself says of each year's end.
/// </summary>
internal static partial class Expectations
{
    private const string Plan = "嘉府发〔2018〕15号 annex (kpi_jiading_annex_2018_2020.csv)";
    private const string WorkPlan = "嘉科〔2019〕12号 (kpi_jiading_2019.csv)";

    public static IReadOnlyList<Expectation> Of(District district) =>
        [.. Published().Concat(Counted(district)).OrderBy(one => one.AsOf).ThenBy(one => one.Measure)];

    /// <summary>Where two papers name one year, the higher one is asked for and the other one is kept beside it.</summary>
    private static IEnumerable<Expectation> Published()
    {
        var conflicts = Shipped.Rows("kpi_conflicts.csv").DistinctBy(row => row["topic"]).ToDictionary(row => row["topic"]);
        foreach (var (measure, annex, revised, topic) in new[]
        {
            (Measure.HighTechFirms, "高新技术企业", "高新技术企业总数", "HNTE target for 2019"),
            (Measure.GiantAwards, "市科技小巨人(培育)企业", "市级科技小巨人(培育)企业", "Little giants target for 2019"),
        })
        {
            var targets = Shipped.Rows("kpi_jiading_annex_2018_2020.csv").Single(row => row["indicator_zh"] == annex);
            var later = Shipped.Rows("kpi_jiading_2019.csv").Single(row => row["indicator_zh"] == revised);
            yield return new(measure, End(2017), null, "=", Number(targets["baseline_2017_end"]), $"{Plan}, base of 2017");
            yield return new(measure, End(2018), null, ">=", Number(targets["target_2018"]), $"{Plan}, target");
            yield return new(measure, End(2019), null, later["operator"], Number(later["value"]), $"{WorkPlan}, target",
                $"{Plan} says {targets["target_2019"]}: {conflicts[topic]["handling"]}");
            var last = Number(targets["target_2020"]);
            yield return measure == Measure.HighTechFirms
                ? new(measure, End(2020), null, ">", last, "嘉府发〔2018〕15号, goal section 超过1000", $"{Plan} says 达到 {last}")
                : new(measure, End(2020), null, ">=", last, $"{Plan}, target", "task 4 of the same plan counts 家, not 家次");
        }
        var firms = conflicts["HNTE target for 2020 vs actual"]["statement_b"];
        yield return new(Measure.HighTechFirms, End(2018), null, "=", Number(FirstNumber().Match(firms).Value), $"public news: {firms}");
        var awards = conflicts["Little giants actual"]["statement_b"];
        yield return new(Measure.GiantAwards, new(2019, 4, 23), null, "=", Number(FirstNumber().Match(awards).Value), $"public news: {awards}");
    }

    private static IEnumerable<Expectation> Counted(District district)
    {
        const string Source = "made up by the generator";
        for (var year = 2019; year < district.Today.Year; year++)
            yield return new(Measure.HighTechFirms, End(year), null, "=", Stock.Certificates(district, End(year), district.Today), Source);
        yield return new(Measure.HighTechFirms, district.Today, null, "=", Stock.Certificates(district, district.Today, district.Today), Source);
        yield return new(Measure.GiantAwards, district.Today, null, "=", Stock.Awards(district, district.Today), Source);
        yield return new(Measure.HighTechFirms, End(2017), End(2017), "=", Stock.Certificates(district, End(2017), End(2017)),
            "the third list of 2017 was announced in February 2018, so fewer were known at the end of the year");
    }

    private static DateOnly End(int year) => new(year, 12, 31);

    private static int Number(string text) => int.Parse(text, NumberStyles.Integer | NumberStyles.AllowThousands, CultureInfo.InvariantCulture);

    [GeneratedRegex("^[0-9][0-9,]*", RegexOptions.CultureInvariant, 100)]
    private static partial Regex FirstNumber();
}
