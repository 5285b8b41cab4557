using Cultivation.Finance.Consents;
using Cultivation.Finance.Eligibility;
using static Cultivation.Finance.Tests.Samples;

namespace Cultivation.Finance.Tests.Eligibility;

public sealed class DiscloseSpecs
{
    private static readonly StageEnded Left = new("jd.hnte", new DateOnly(2026, 11, 22), "movedOut", false, "ladder:1-20");
    private static readonly StageEnded Annulled = new("jd.hnte", new DateOnly(2025, 1, 1), "credentialRevoked", true, "ladder:1-20");
    private static readonly Basis LeftBasis = new("stageLeft", "ladder:1-20", "jd.hnte");

    private readonly Spec spec = new Spec().Offering([StageLoan], BankA, BankB);

    [Fact]
    public void without_consent_no_bank_is_told() => spec.Given(Named)
        .When(Stage())
        .Then(Stage(), new EligibilityGranted("hnte-loan", 1, Since, Entered));

    [Fact]
    public void a_bank_with_consent_is_told_in_the_same_breath() => spec.Given(Named, Consent("bank-a"))
        .When(Stage())
        .Then(Stage(), new EligibilityGranted("hnte-loan", 1, Since, Entered), Told("bank-a", StageLoan, 4, Since, Entered));

    [Fact]
    public void consent_tells_the_bank_what_stands() => spec.Given(Named, Stage())
        .When(Consent("bank-a"))
        .Then(Consent("bank-a"), Told("bank-a", StageLoan, 3, Since, Entered));

    [Fact]
    public void consent_given_again_tells_nothing_twice() => spec.Given(Named, Stage(), Consent("bank-a"))
        .When(Consent("bank-a"))
        .Then(Consent("bank-a"));

    [Fact]
    public void a_bank_is_not_told_of_a_product_outside_its_agreement()
    {
        var firm = new Spec().Offering(BothLoans, BankA);
        firm.Given(Named, Certificate()).When(Consent("bank-a")).Then(Consent("bank-a"));
    }

    [Fact]
    public void a_bank_whose_agreement_is_over_is_told_nothing() => spec.Given(Named, Stage())
        .On(new DateOnly(2028, 1, 1))
        .When(Consent("bank-a") with { To = new DateOnly(2029, 1, 1) })
        .Then(Consent("bank-a") with { To = new DateOnly(2029, 1, 1) });

    [Fact]
    public void a_consent_for_something_else_tells_nothing() => spec.Given(Named, Stage())
        .When(Consent("bank-a") with { DataScopes = ["loans"] })
        .Then(Consent("bank-a") with { DataScopes = ["loans"] });

    [Fact]
    public void a_withdrawal_reaches_the_bank_that_was_told() => spec.Given(Named, Stage(), Consent("bank-a"))
        .When(Left)
        .Then(
            Left,
            new EligibilityWithdrawn("hnte-loan", 3, Left.On, LeftBasis),
            Told("bank-a", StageLoan, 3, Left.On, LeftBasis) with { Kind = DisclosureKind.Withdrawn, Eligible = false, Ends = [5] });

    [Fact]
    public void a_bank_that_was_not_told_of_the_claim_is_not_told_of_its_end() => spec.Given(Named, Stage(), Left)
        .When(Consent("bank-a"))
        .Then(Consent("bank-a"));

    [Fact]
    public void a_correction_names_for_each_bank_the_disclosure_that_it_supersedes() => spec.Given(Named, Stage(), Consent("bank-a"), Consent("bank-b"))
        .When(Annulled)
        .Then(
            Annulled,
            new EligibilityCorrected("hnte-loan", 3, Annulled.On, LeftBasis),
            Told("bank-a", StageLoan, 3, Annulled.On, LeftBasis) with { Kind = DisclosureKind.Corrected, Eligible = false, Supersedes = 5, Ends = [5] },
            Told("bank-b", StageLoan, 3, Annulled.On, LeftBasis) with { Kind = DisclosureKind.Corrected, Eligible = false, Supersedes = 7, Ends = [7] });

    [Fact]
    public void after_the_correction_of_an_older_claim_the_present_one_is_told_again()
    {
        spec.Given(Named, Consent("bank-a"), Stage(), Left with { On = new DateOnly(2026, 1, 1) }, Stage(new DateOnly(2026, 10, 1), 30));
        var late = new StageEnded("jd.hnte", new DateOnly(2025, 1, 1), "credentialRevoked", true, "ladder:1-40");
        var again = Stage(new DateOnly(2026, 10, 1), 41);
        spec.When(late, again).Then(
            late, again,
            new EligibilityCorrected("hnte-loan", 4, late.On, LeftBasis with { Ref = "ladder:1-40" }),
            Told("bank-a", StageLoan, 4, late.On, LeftBasis with { Ref = "ladder:1-40" }) with { Kind = DisclosureKind.Corrected, Eligible = false, Supersedes = 5 },
            Told("bank-a", StageLoan, 10, again.From, Entered with { Ref = "ladder:1-30" }) with { Ends = [11] });
    }

    [Fact]
    public void the_withdrawal_of_consent_is_the_last_thing_a_bank_hears()
    {
        var withdrawn = new ConsentWithdrawn("bank-a", Spec.Today, "li");
        spec.Given(Named, Stage(), Consent("bank-a")).When(withdrawn).Then(withdrawn, new ConsentEndDisclosed("bank-a", Code, Name, Spec.Today, [5]));
        spec.When(Left).Then(Left, new EligibilityWithdrawn("hnte-loan", 3, Left.On, LeftBasis));
    }

    [Fact]
    public void a_bank_that_was_told_nothing_hears_of_no_withdrawal_of_consent()
    {
        var withdrawn = new ConsentWithdrawn("bank-a", Spec.Today, "li");
        spec.Given(Named, Consent("bank-a")).When(withdrawn).Then(withdrawn);
    }

    [Fact]
    public void a_consent_that_ran_out_is_told_when_the_account_is_next_looked_at() => spec.Given(Named, Stage(), Consent("bank-a"))
        .On(new DateOnly(2027, 6, 1))
        .When()
        .Then(new ConsentEndDisclosed("bank-a", Code, Name, new DateOnly(2027, 6, 1), [5]));

    [Fact]
    public void a_new_consent_after_a_withdrawal_tells_what_stands_once_more()
    {
        spec.Given(Named, Stage(), Consent("bank-a"), new ConsentWithdrawn("bank-a", Spec.Today, "li"));
        spec.When(Consent("bank-a")).Then(Consent("bank-a"), Told("bank-a", StageLoan, 3, Since, Entered));
    }

    [Fact]
    public void a_new_agreement_tells_what_it_newly_covers()
    {
        spec.Offering(BothLoans, BankA).Given(Named, Certificate(), Consent("bank-a"));
        spec.Offering(BothLoans, Partner("bank-a", "hnte-loan", "tech-credit")).When()
            .Then(Told("bank-a", CredentialLoan, 3, Since, Recognised) with { ExpiresOn = KnownEnd });
    }

    [Fact]
    public void a_bank_that_missed_the_end_of_a_claim_while_its_agreement_was_out_hears_of_it_later()
    {
        spec.Given(Named, Stage(), Consent("bank-a")).Offering([StageLoan], Partner("bank-a", "other")).When(Left).Then(
            Left,
            new EligibilityWithdrawn("hnte-loan", 3, Left.On, LeftBasis),
            Told("bank-a", StageLoan, 3, Spec.Today, Uncovered) with { Kind = DisclosureKind.CoverageEnded, Eligible = false, Ends = [5] });
        spec.Offering([StageLoan], BankA).When()
            .Then(Told("bank-a", StageLoan, 3, Left.On, LeftBasis) with { Kind = DisclosureKind.Withdrawn, Eligible = false });
    }
}
