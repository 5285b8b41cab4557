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

    [Fact]
    public void a_bank_whose_agreement_ends_is_told_once_and_again_when_it_goes_on()
    {
        spec.Given(Named, Stage(), Consent("bank-a"));
        spec.On(new DateOnly(2028, 1, 1)).When(Consent("bank-a") with { To = new DateOnly(2029, 1, 1) }).Then(
            Consent("bank-a") with { To = new DateOnly(2029, 1, 1) },
            Told("bank-a", StageLoan, 3, new DateOnly(2028, 1, 1), Uncovered) with { Kind = DisclosureKind.CoverageEnded, Eligible = false, Ends = [5] });
        spec.When().Then();
        var longer = BankA.Evolve(new Finance.Banks.BankSubscribed("bank-a", "s2", ["eligibility"], ["hnte-loan"], "310114", Since, new DateOnly(2030, 1, 1), "协议2号"));
        spec.Offering([StageLoan], longer).When().Then(Told("bank-a", StageLoan, 3, Since, Entered));
    }

    [Fact]
    public void a_new_end_and_a_new_name_are_told_as_a_change()
    {
        spec.Offering([CredentialLoan], BankB).Given(Named, Certificate(), Consent("bank-b"));
        var renewed = Certificate("r2", KnownEnd, position: 30);
        var changed = Told("bank-b", CredentialLoan, 3, Since, Recognised) with { Kind = DisclosureKind.Changed };
        spec.When(renewed).Then(renewed, changed with { ExpiresOn = KnownEnd.AddYears(3), Ends = [5] });
        var named = new FirmNamed(Code, "上海嘉定新名科技有限公司", "ladder:1-31");
        spec.When(named).Then(named, changed with { LegalName = named.LegalName, ExpiresOn = KnownEnd.AddYears(3), Ends = [7] });
        spec.When().Then();
    }

    [Theory]
    [InlineData("2026-11-30", null)]
    [InlineData("2026-12-01", 90)]
    [InlineData("2026-12-30", 90)]
    [InlineData("2026-12-31", 60)]
    [InlineData("2027-02-28", 30)]
    public void a_bank_is_warned_before_a_known_end(string day, int? within)
    {
        spec.Offering([CredentialLoan], BankB).Given(Named, Certificate(), Consent("bank-b"));
        var warning = Told("bank-b", CredentialLoan, 3, KnownEnd, Recognised with { Kind = "recognitionExpired" }) with
        {
            Kind = DisclosureKind.Expiring, ExpiresOn = KnownEnd, WithinDays = within,
        };
        spec.On(DateOnly.Parse(day, System.Globalization.CultureInfo.InvariantCulture)).When().Then(within is null ? [] : [warning]);
        spec.When().Then();
    }

    [Fact]
    public void who_is_told_when_the_end_is_near_is_not_warned_of_it_at_once()
    {
        spec.Offering([CredentialLoan], BankB).Given(Named, Certificate()).On(new DateOnly(2027, 1, 20));
        spec.When(Consent("bank-b")).Then(Consent("bank-b"), Told("bank-b", CredentialLoan, 3, Since, Recognised) with { ExpiresOn = KnownEnd, WithinDays = 60 });
        spec.On(new DateOnly(2027, 1, 29)).When().Then();
        spec.On(new DateOnly(2027, 1, 30)).When().Then(Told("bank-b", CredentialLoan, 3, KnownEnd, Recognised with { Kind = "recognitionExpired" }) with
        {
            Kind = DisclosureKind.Expiring, ExpiresOn = KnownEnd, WithinDays = 30,
        });
    }

    [Fact]
    public void nothing_is_told_without_the_approval_of_every_lead_unit()
    {
        var (first, second) = (Approved("jd.commission"), Approved("jd.state-assets"));
        var units = new[] { "jd.commission", "jd.state-assets" };
        spec.Led(units, [StageLoan], BankA.Evolve(first)).Given(Named, Stage());
        spec.When(Consent("bank-a")).Then(Consent("bank-a"));
        spec.Led(units, [StageLoan], BankA.Evolve(first).Evolve(second)).When().Then(Told("bank-a", StageLoan, 3, Since, Entered));
        var revoked = new Finance.Banks.DisclosureApprovalRevoked("bank-a", "jd.commission", "函2号", Spec.Today.AddDays(-2), "zhao");
        spec.Led(units, [StageLoan], BankA.Evolve(first).Evolve(second).Evolve(revoked)).When()
            .Then(Told("bank-a", StageLoan, 3, revoked.EffectiveOn, Uncovered) with { Kind = DisclosureKind.CoverageEnded, Eligible = false, Ends = [5] });
    }

    [Fact]
    public void an_account_is_looked_at_again_on_the_next_day_that_changes_something()
    {
        spec.Offering([CredentialLoan], BankB).Given(Named, Certificate(), Consent("bank-b"));
        Assert.Equal(KnownEnd.AddDays(-90), Warnings.NextDay(spec.Account, Spec.Today));
        Assert.Equal(KnownEnd.AddDays(-30), Warnings.NextDay(spec.Account, KnownEnd.AddDays(-60)));
        Assert.Equal(new DateOnly(2027, 6, 1), Warnings.NextDay(spec.Account, KnownEnd));
        Assert.Null(Warnings.NextDay(spec.Account, new DateOnly(2027, 6, 1)));
    }

    private static readonly Basis Uncovered = new("coverageEnded", "bank:bank-a");

    private static Finance.Banks.DisclosureApproved Approved(string unit) => new("bank-a", unit, "批复1号", new DateOnly(2026, 1, 1), new DateOnly(2027, 12, 31), "zhao");
}
