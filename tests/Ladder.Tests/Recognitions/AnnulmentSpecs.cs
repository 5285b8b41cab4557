using static Cultivation.Ladder.Tests.Given;

namespace Cultivation.Ladder.Tests.Recognitions;

public sealed class AnnulmentSpecs
{
    private static readonly object[] Held = [Granted("r1", "2023-11-15", "2026-11-14"), Entered("jd.hnte", "2023-11-15", "r1")];

    private static IEnumerable<object> Annul(Firm firm, string id = "r1", string known = "2026-03-10") =>
        AnnulRecognition.Decide(id, "2023年第一批", firm, Jiading(), Day(known));

    [Fact]
    public void a_grant_that_was_a_mistake_was_never_given_and_the_firm_falls_nowhere() => AFirm.Given(Held)
        .When(f => Annul(f))
        .Then(Annulled("r1", "2023-11-15", on: "2026-03-10"), Left("jd.hnte", "2023-11-15", "recognitionAnnulled", "r1", retroactive: true));

    [Fact]
    public void the_pool_that_was_left_for_it_is_held_again() => AFirm
        .Given(
            Entered("jd.pool", "2022-01-01", "2022-000001", StageBasis.DistrictDecision), Held[0], Held[1],
            Left("jd.pool", "2023-11-15", "graduated", "r1", retroactive: true, to: "jd.hnte"))
        .When(f => Annul(f))
        .Then(
            Annulled("r1", "2023-11-15", on: "2026-03-10"), Left("jd.hnte", "2023-11-15", "recognitionAnnulled", "r1", retroactive: true),
            Entered("jd.pool", "2023-11-15", "2022-000001", StageBasis.DistrictDecision));

    [Fact]
    public void an_older_title_that_it_seemed_to_carry_on_ends_on_its_own_day() => AFirm
        .Given(Granted("r0", "2020-11-15", "2023-11-14", "GR202031000001"), Entered("jd.hnte", "2020-11-15", "r0"), Granted("r1", "2023-11-15", "2026-11-14"))
        .When(f => Annul(f))
        .Then(
            Annulled("r1", "2023-11-15", on: "2026-03-10"), Expired("r0", "2023-11-14"),
            Left("jd.hnte", "2023-11-15", "credentialExpired", "r0", retroactive: true));

    [Fact]
    public void twice_is_no_event() => AFirm.Given([.. Held, Annulled("r1", "2023-11-15")]).When(f => Annul(f)).ThenNothing();

    [Fact]
    public void what_an_authority_took_back_is_no_mistake_of_ours() =>
        AFirm.Given([.. Held, Revoked("r1", "2026-03-02", "2024-05-01")]).When(f => Annul(f)).Throws("recognition.changed-since");

    [Fact]
    public void the_certificate_can_be_recorded_again() => AFirm
        .Given([.. Held, Annulled("r1", "2023-11-15"), Left("jd.hnte", "2023-11-15", "recognitionAnnulled", "r1", retroactive: true)])
        .When(f => GrantRecognition.Decide(Certificate("r2", "2023-11-15", "2026-11-14"), f, Jiading(), Today, Now))
        .Then(
            Granted("r2", "2023-11-15", "2026-11-14"), Expired("r2", "2026-11-14"), Entered("jd.hnte", "2023-11-15", "r2"),
            Left("jd.hnte", "2026-11-15", "credentialExpired", "r2", retroactive: true));
}
