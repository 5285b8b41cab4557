using static Cultivation.Ladder.Tests.Given;

namespace Cultivation.Ladder.Tests.Recognitions;

public sealed class GrantSpecs
{
    private static IEnumerable<object> Grant(Firm firm, GrantRecognition title, string known = "2026-11-22", bool expiryConfirmed = false) =>
        GrantRecognition.Decide(title, firm, Jiading(expiryConfirmed), Day(known), Now);

    [Fact]
    public void a_title_that_a_stage_names_enters_the_stage_on_its_first_day() => AFirm
        .When(f => Grant(f, Certificate("r1", "2024-12-04", "2027-12-03")))
        .Then(Granted("r1", "2024-12-04", "2027-12-03"), Entered("jd.hnte", "2024-12-04", "r1"));

    [Fact]
    public void a_title_that_no_stage_names_changes_no_stage() => AFirm
        .When(f => Grant(f, Certificate("r1", "2024-12-04", "2027-12-03", type: "cn.techSme")))
        .Then(Granted("r1", "2024-12-04", "2027-12-03", type: "cn.techSme"));

    [Fact]
    public void the_same_title_again_is_no_event() => AFirm
        .Given(Granted("r1", "2024-12-04", "2027-12-03"), Entered("jd.hnte", "2024-12-04", "r1"))
        .When(f => Grant(f, Certificate("r2", "2024-12-04", "2027-12-03")))
        .ThenNothing();

    [Fact]
    public void a_certificate_with_other_dates_is_refused() => AFirm
        .Given(Granted("r1", "2024-12-04", "2027-12-03"))
        .When(f => Grant(f, Certificate("r2", "2024-12-04", "2027-12-31")))
        .Throws("recognition.differs");

    // The public notice names firms, the certificates come weeks later: one title, or a revocation would leave the other.
    [Fact]
    public void a_later_list_tells_the_number_of_a_title_that_was_known_without_one() => AFirm
        .Given(Granted("r1", "2024-12-04", "2027-12-03") with { CertificateNo = null }, Entered("jd.hnte", "2024-12-04", "r1"))
        .When(f => Grant(f, Certificate("r2", "2024-12-04", "2027-12-03")))
        .Then(new RecognitionNumbered("r1", Code, Name, "cn.hnte", "GR202331000001", "2023年第一批"));

    [Fact]
    public void a_list_without_numbers_that_comes_later_is_no_second_title() => AFirm
        .Given(Granted("r1", "2024-12-04", "2027-12-03"), Entered("jd.hnte", "2024-12-04", "r1"))
        .When(f => Grant(f, Certificate("r2", "2024-12-04", "2027-12-03") with { CertificateNo = null }))
        .ThenNothing();

    [Fact]
    public void a_number_with_other_dates_is_refused() => AFirm
        .Given(Granted("r1", "2024-12-04", "2027-12-03") with { CertificateNo = null })
        .When(f => Grant(f, Certificate("r2", "2024-12-04", "2027-12-31")))
        .Throws("recognition.differs");

    [Fact]
    public void a_renewal_without_a_gap_is_no_change_of_stage() => AFirm
        .Given(Granted("r1", "2023-12-04", "2026-12-03"), Entered("jd.hnte", "2023-12-04", "r1"))
        .When(f => Grant(f, Certificate("r2", "2026-12-04", "2029-12-03", "GR202631000009"), "2026-11-30"))
        .Then(Granted("r2", "2026-12-04", "2029-12-03", "GR202631000009"));

    [Fact]
    public void a_renewal_after_a_gap_leaves_the_stage_and_enters_it_again() => AFirm
        .Given(Granted("r1", "2020-11-12", "2023-11-11"), Entered("jd.hnte", "2020-11-12", "r1"))
        .When(f => Grant(f, Certificate("r2", "2023-12-12", "2026-12-11", "GR202331000009"), "2024-02-01"))
        .Then(
            Granted("r2", "2023-12-12", "2026-12-11", "GR202331000009"),
            Expired("r1", "2023-11-11"),
            Left("jd.hnte", "2023-11-12", "credentialExpired", "r1", retroactive: true),
            Entered("jd.hnte", "2023-12-12", "r2"));

    [Fact]
    public void a_renewal_that_becomes_known_late_closes_the_gap_that_was_recorded() => AFirm
        .Given(
            Granted("r1", "2020-12-04", "2023-12-03"), Entered("jd.hnte", "2020-12-04", "r1"), Expired("r1", "2023-12-03"),
            Left("jd.hnte", "2023-12-04", "credentialExpired", "r1"))
        .When(f => Grant(f, Certificate("r2", "2023-12-04", "2026-12-03", "GR202331000009"), "2024-02-01"))
        .Then(Granted("r2", "2023-12-04", "2026-12-03", "GR202331000009"), Entered("jd.hnte", "2023-12-04", "r2"));

    [Fact]
    public void a_title_that_has_ended_when_it_becomes_known_enters_and_leaves() => AFirm
        .When(f => Grant(f, Certificate("r1", "2014-10-23", "2017-10-22")))
        .Then(
            Granted("r1", "2014-10-23", "2017-10-22"), Expired("r1", "2017-10-22"), Entered("jd.hnte", "2014-10-23", "r1"),
            Left("jd.hnte", "2017-10-23", "credentialExpired", "r1", retroactive: true));

    [Fact]
    public void an_older_title_that_becomes_known_later_lengthens_the_stage_backwards() => AFirm
        .Given(Granted("r2", "2017-10-23", "2020-10-22", "GR201731000002"), Entered("jd.hnte", "2017-10-23", "r2"))
        .When(f => Grant(f, Certificate("r1", "2014-10-23", "2017-10-22", "GR201431000001"), "2018-01-05"))
        .Then(Granted("r1", "2014-10-23", "2017-10-22", "GR201431000001"), Entered("jd.hnte", "2014-10-23", "r1"));

    [Fact]
    public void a_firm_may_hold_several_stages() => AFirm
        .Given(Granted("r1", "2024-12-04", "2027-12-03"), Entered("jd.hnte", "2024-12-04", "r1"))
        .When(f => Grant(f, Certificate("r2", "2026-01-01", "2027-12-31", "LG1", "jd.littleGiant.city")))
        .Then(Granted("r2", "2026-01-01", "2027-12-31", "LG1", "jd.littleGiant.city"), Entered("jd.littleGiant", "2026-01-01", "r2"));

    [Fact]
    public void who_is_recognised_leaves_the_stage_that_leads_up_to_it() => AFirm
        .Given(Entered("jd.pool", "2022-01-01", "2022-000001", StageBasis.DistrictDecision))
        .When(f => Grant(f, Certificate("r1", "2024-12-04", "2027-12-03")))
        .Then(
            Granted("r1", "2024-12-04", "2027-12-03"), Entered("jd.hnte", "2024-12-04", "r1"),
            Left("jd.pool", "2024-12-04", "graduated", "r1", retroactive: true, to: "jd.hnte"));

    /// <summary>Subtlety 1: the city's list is dated before the district let the firm into the pool, and comes after it.</summary>
    [Fact]
    public void who_was_let_in_before_the_title_was_known_leaves_when_it_is_known() => AFirm
        .Given(Entered("jd.pool", "2026-11-01", "2026-000001", StageBasis.DistrictDecision))
        .When(f => Grant(f, Certificate("r1", "2026-10-20", "2029-10-19")))
        .Then(
            Granted("r1", "2026-10-20", "2029-10-19"), Entered("jd.hnte", "2026-10-20", "r1"),
            Left("jd.pool", "2026-11-22", "graduated", "r1", to: "jd.hnte"));

    [Fact]
    public void who_fell_back_and_is_recognised_again_leaves_that_stage_too() => AFirm
        .Given(Granted("r1", "2020-11-12", "2023-11-11"), Entered("jd.hnte", "2020-11-12", "r1"))
        .When(f => Grant(f, Certificate("r2", "2023-12-12", "2026-12-11", "GR202331000009"), "2024-02-01", expiryConfirmed: true))
        .Then(
            Granted("r2", "2023-12-12", "2026-12-11", "GR202331000009"),
            Expired("r1", "2023-11-11"),
            Left("jd.hnte", "2023-11-12", "credentialExpired", "r1", retroactive: true, to: "jd.pool"),
            Entered("jd.pool", "2023-11-12", "r1", StageBasis.Derived),
            Entered("jd.hnte", "2023-12-12", "r2"),
            Left("jd.pool", "2023-12-12", "graduated", "r2", retroactive: true, to: "jd.hnte"));

    [Fact]
    public void without_a_published_ladder_a_title_is_recorded_and_changes_no_stage() => AFirm
        .When(f => GrantRecognition.Decide(Certificate("r1", "2024-12-04", "2027-12-03"), f, Rungs.None, Today, Now))
        .Then(Granted("r1", "2024-12-04", "2027-12-03"));
}
