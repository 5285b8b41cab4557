using static Cultivation.Ladder.Tests.Given;

namespace Cultivation.Ladder.Tests.Recognitions;

/// <summary>Subtlety 2: the days of a certificate, the tax years and the stage are three clocks in one title.</summary>
public sealed class TaxYearSpecs
{
    private static string Years(string asOf, params object[] events)
    {
        var firm = new Firm().Fold([Registered, .. events]);
        return string.Join(' ', TaxYears.Of(firm.Recognitions, Day(asOf)).Select(y =>
            $"{y.Year}:{char.ToLowerInvariant($"{y.State}"[0])}{$"{y.State}"[1..]}{(y.Expected ? "?" : "")}{(y.RecoveryNamed == true ? "!" : "")}"));
    }

    private static readonly RecognitionGranted First = Granted("r1", "2023-11-15", "2026-11-14");

    /// <summary>Subtlety 2: it counts from the year of issue, whole, although the certificate began in November.</summary>
    [Fact]
    public void the_year_of_issue_counts_whole() => Assert.StartsWith("2023:counts 2024:counts 2025:counts", Years("2026-03-01", First));

    /// <summary>Subtlety 2: in the year of expiry the firm prepays at 15 percent until the end of the year, whatever it holds in the autumn.</summary>
    [Theory]
    [InlineData("2026-03-01", "provisional")]
    [InlineData("2026-12-31", "provisional")]
    [InlineData("2027-01-01", "payBack")]
    public void the_year_of_expiry_is_provisional_until_it_ends(string asOf, string state) => Assert.EndsWith($"2026:{state}", Years(asOf, First));

    /// <summary>Subtlety 2: in the autumn neither up nor down. The stage is left on a day, the tax year is open until its end.</summary>
    [Fact]
    [Trait("subtlety", "2")]
    public void in_the_gap_the_stage_is_left_and_the_tax_year_is_open()
    {
        object[] ended = [First, Entered("jd.hnte", "2023-11-15", "r1"), Expired("r1", "2026-11-14"), Left("jd.hnte", "2026-11-15", "credentialExpired", "r1")];
        var firm = new Firm().Fold([Registered, .. ended]);
        Assert.False(StageHistory.Held(firm.Stages, "jd.hnte", Day("2026-12-01")));
        Assert.False(firm.Recognitions[0].ValidOn(Day("2026-12-01")));
        Assert.EndsWith("2026:provisional", Years("2026-12-01", ended));
    }

    /// <summary>Subtlety 2: a renewal in December of the same year, after a gap in days, leaves no gap in tax years.</summary>
    [Fact]
    public void a_renewal_with_a_gap_in_days_has_none_in_tax_years() => Assert.Equal(
        "2020:counts 2021:counts 2022:counts 2023:counts 2024:counts 2025:counts 2026:provisional",
        Years("2026-03-01", Granted("r0", "2020-11-12", "2023-11-11", "GR202031000001"), Granted("r1", "2023-12-12", "2026-12-11")));

    [Fact]
    public void a_renewal_of_the_next_year_leaves_the_year_of_expiry_to_be_paid_back() => Assert.Equal(
        "2020:counts 2021:counts 2022:counts 2023:payBack 2024:counts 2025:counts 2026:counts 2027:provisional?",
        Years("2026-03-01", Granted("r0", "2020-11-12", "2023-11-11", "GR202031000001"), Granted("r1", "2024-03-01", "2027-02-28")));

    [Fact]
    public void a_title_that_is_held_at_the_end_of_its_last_year_counts_for_it() =>
        Assert.Equal("2024:counts 2025:counts 2026:counts", Years("2026-12-31", Granted("r1", "2024-01-01", "2026-12-31")));

    [Fact]
    public void years_to_come_are_expected() => Assert.Equal("2023:counts 2024:counts? 2025:counts? 2026:provisional?", Years("2023-12-01", First));

    [Fact]
    public void a_revocation_takes_back_from_the_year_of_the_act_that_the_notice_names() =>
        Assert.Equal("2023:counts 2024:recovery! 2025:recovery! 2026:recovery!", Years("2026-03-10", First, Revoked("r1", "2026-03-02", "2025-05-01")));

    [Fact]
    public void without_a_named_year_it_is_that_of_the_first_day_not_held() => Assert.Equal(
        "2023:counts 2024:counts 2025:recovery 2026:recovery",
        Years("2026-03-10", First, Revoked("r1", "2026-03-02", "2025-05-01") with { RecoveryFromTaxYear = null }));

    [Fact]
    public void a_title_that_was_given_back_in_full_counts_again() => Assert.Equal(
        "2023:counts 2024:counts 2025:counts 2026:provisional",
        Years("2026-07-01", First, Revoked("r1", "2026-03-02", "2024-05-01"), Restored("r1", "2026-06-20", "2024-05-01", "2026-11-14")));

    [Fact]
    public void what_was_recorded_by_mistake_counts_for_nothing() => Assert.Equal("", Years("2026-03-10", First, Annulled("r1", "2023-11-15")));

    [Fact]
    public void a_title_without_a_last_day_counts_up_to_this_year() => Assert.Equal("2024:counts 2025:counts", Years("2025-02-01", Granted("r1", "2024-01-01", null)));
}
