using Cultivation.Finance.Eligibility;
using static Cultivation.Finance.Tests.Samples;

namespace Cultivation.Finance.Tests.Eligibility;

public sealed class AssessSpecs
{
    private readonly Spec spec = new Spec().Offering(BothLoans);

    [Fact]
    public void a_stage_makes_eligible_from_its_first_day() => spec.Given(Named)
        .When(Stage())
        .Then(Stage(), new EligibilityGranted("hnte-loan", 1, Since, Entered));

    [Fact]
    public void a_certificate_makes_eligible_while_it_is_valid() => spec.Given(Named)
        .When(Certificate())
        .Then(Certificate(), new EligibilityGranted("tech-credit", 1, Since, Recognised));

    [Fact]
    public void another_stage_makes_nobody_eligible()
    {
        var other = new StageHeld("jd.startup", Since, null, "ladder:1-10");
        spec.Given(Named).When(other).Then(other);
    }

    [Fact]
    public void a_certificate_that_ended_long_ago_is_no_claim()
    {
        var old = Certificate(from: new DateOnly(2017, 12, 25));
        spec.Given(Named).When(old).Then(old);
    }

    [Fact]
    public void the_same_again_leads_to_nothing_new()
    {
        spec.Given(Named, Stage()).When().Then();
        var renewed = Certificate("r2", new DateOnly(2025, 1, 1), position: 12);
        spec.Given(Certificate()).When(renewed).Then(renewed);
    }

    [Fact]
    public void leaving_the_stage_forward_withdraws_the_claim()
    {
        var left = new StageEnded("jd.hnte", new DateOnly(2026, 11, 22), "movedOut", false, "ladder:1-20");
        spec.Given(Named, Stage()).When(left)
            .Then(left, new EligibilityWithdrawn("hnte-loan", 3, left.On, new Basis("stageLeft", "ladder:1-20", "jd.hnte")));
    }

    [Fact]
    public void an_expiry_withdraws_from_the_day_after_the_last()
    {
        var expired = new CredentialExpired("r1", new DateOnly(2027, 2, 28), "ladder:1-20");
        spec.Given(Named, Certificate()).On(new DateOnly(2027, 3, 1)).When(expired).Then(
            expired,
            new EligibilityWithdrawn("tech-credit", 3, new DateOnly(2027, 3, 1), Recognised with { Kind = "recognitionExpired", Ref = "ladder:1-20" }));
    }

    [Fact]
    public void validity_that_ran_out_unnoticed_is_withdrawn_when_the_account_is_next_looked_at() =>
        spec.Given(Named, Certificate()).On(new DateOnly(2027, 6, 1)).When()
            .Then(new EligibilityWithdrawn("tech-credit", 3, new DateOnly(2027, 3, 1), Recognised with { Kind = "recognitionExpired" }));

    [Fact]
    public void a_retroactive_revocation_corrects_the_claim_from_its_first_wrong_day()
    {
        var revoked = new CredentialRevoked("r1", new DateOnly(2025, 1, 1), true, "ladder:1-20");
        spec.Given(Named, Certificate()).When(revoked).Then(
            revoked,
            new EligibilityCorrected("tech-credit", 3, revoked.On, Recognised with { Kind = "recognitionRevoked", Ref = "ladder:1-20" }));
    }

    [Fact]
    public void a_revocation_from_before_the_grant_corrects_the_whole_claim()
    {
        var revoked = new CredentialRevoked("r1", new DateOnly(2023, 1, 1), true, "ladder:1-20");
        spec.Given(Named, Certificate()).When(revoked).Then(
            revoked,
            new EligibilityCorrected("tech-credit", 3, Since, Recognised with { Kind = "recognitionRevoked", Ref = "ladder:1-20" }));
    }

    [Fact]
    public void what_ends_on_the_day_it_began_was_never_right()
    {
        var left = new StageEnded("jd.hnte", Since, "movedOut", false, "ladder:1-21");
        spec.Given(Named, Stage()).When(left)
            .Then(left, new EligibilityCorrected("hnte-loan", 3, Since, new Basis("stageLeft", "ladder:1-21", "jd.hnte")));
    }

    [Fact]
    public void a_stage_left_retroactively_corrects_the_claim()
    {
        var left = new StageEnded("jd.hnte", new DateOnly(2025, 1, 1), "credentialRevoked", true, "ladder:1-21");
        spec.Given(Named, Stage()).When(left)
            .Then(left, new EligibilityCorrected("hnte-loan", 3, left.On, new Basis("stageLeft", "ladder:1-21", "jd.hnte")));
    }

    [Fact]
    public void a_late_truth_corrects_a_claim_that_has_long_ended()
    {
        spec.Given(Named, Certificate()).On(new DateOnly(2027, 3, 1)).Given(new CredentialExpired("r1", new DateOnly(2027, 2, 28), "ladder:1-20"));
        var revoked = new CredentialRevoked("r1", new DateOnly(2025, 1, 1), true, "ladder:1-30");
        spec.On(new DateOnly(2028, 1, 1)).When(revoked).Then(
            revoked,
            new EligibilityCorrected("tech-credit", 3, revoked.On, Recognised with { Kind = "recognitionRevoked", Ref = "ladder:1-30" }));
    }

    [Fact]
    public void a_second_certificate_carries_on_after_the_first_is_revoked()
    {
        var second = Certificate("r2", new DateOnly(2026, 1, 1), position: 12);
        var revoked = new CredentialRevoked("r1", new DateOnly(2025, 1, 1), true, "ladder:1-20");
        spec.Given(Named, Certificate(), second).When(revoked).Then(
            revoked,
            new EligibilityCorrected("tech-credit", 3, revoked.On, Recognised with { Kind = "recognitionRevoked", Ref = "ladder:1-20" }),
            new EligibilityGranted("tech-credit", 1, second.From, Recognised with { Ref = "ladder:1-12" }));
    }

    [Fact]
    public void entering_again_is_a_claim_of_its_own()
    {
        spec.Given(Named, Stage(), new StageEnded("jd.hnte", new DateOnly(2026, 1, 1), "movedOut", false, "ladder:1-20"));
        var again = Stage(new DateOnly(2026, 10, 1), 30);
        spec.When(again).Then(again, new EligibilityGranted("hnte-loan", 1, again.From, Entered with { Ref = "ladder:1-30" }));
    }

    [Fact]
    public void a_stricter_rule_withdraws_from_its_own_first_day_and_leaves_the_past_right()
    {
        var stricter = StageLoan.Evolve(new Finance.Products.ProductPublished(
            "hnte-loan", "高企贷", "HNTE loan", Spec.Today, Json(Holds("stageHeld", "jd.littleGiant"))));
        spec.Given(Named, Stage()).Offering([stricter]).When()
            .Then(new EligibilityWithdrawn("hnte-loan", 3, Spec.Today, new Basis("productPublished", "product:hnte-loan:2")));
    }

    [Fact]
    public void a_wider_rule_grants_from_its_own_first_day()
    {
        var narrow = Made("loan", "贷", "Loan", Holds("stageHeld", "jd.littleGiant"));
        var wider = narrow.Evolve(new Finance.Products.ProductPublished("loan", "贷", "Loan", Spec.Today, Json(Holds("stageHeld", "jd.hnte"))));
        spec.Offering([narrow]).Given(Named, Stage()).Offering([wider]).When()
            .Then(new EligibilityGranted("loan", 2, Spec.Today, new Basis("productPublished", "product:loan:2")));
    }

    [Fact]
    public void a_stage_that_rests_on_a_certificate_names_it()
    {
        var entered = new StageHeld("jd.hnte", Since, "r1", "ladder:1-10");
        spec.Given(Named, Certificate()).When(entered).Then(
            entered,
            new EligibilityGranted("hnte-loan", 1, Since, new Basis("stageEntered", "ladder:1-10", "jd.hnte", "cn.hnte", "GR202431000001")));
    }
}
