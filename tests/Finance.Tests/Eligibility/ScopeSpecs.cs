using Cultivation.Finance.Eligibility;
using static Cultivation.Finance.Tests.Samples;

namespace Cultivation.Finance.Tests.Eligibility;

/// <summary>A consent says of which products a bank is told, and whether with the figures.</summary>
public sealed class ScopeSpecs
{
    private static readonly Basis Narrowed = new("consentNarrowed", "bank:bank-b");
    private readonly Spec spec = new Spec().Offering(BothLoans, BankB).Given(Named, Certificate(), Stage());

    [Fact]
    public void a_bank_is_told_of_the_products_that_the_consent_names_alone()
    {
        var some = Consent("bank-b") with { Products = ["tech-credit"] };
        spec.When(some).Then(some, Told("bank-b", CredentialLoan, 3, Since, Recognised) with { ExpiresOn = KnownEnd });
        spec.When().Then();
    }

    [Fact]
    public void of_a_product_that_the_consent_leaves_out_now_the_bank_is_told_once_and_again_when_it_is_back()
    {
        spec.Given(Consent("bank-b"));
        var (some, all) = (Consent("bank-b") with { Products = ["tech-credit"] }, Consent("bank-b"));
        spec.When(some).Then(
            some, Told("bank-b", StageLoan, 5, Spec.Today, Narrowed) with { Kind = DisclosureKind.CoverageEnded, Eligible = false, Ends = [7] });
        spec.When().Then();
        spec.When(all).Then(all, Told("bank-b", StageLoan, 5, Since, Entered));
    }

    [Fact]
    public void with_the_figures_where_the_consent_covers_them_also_of_what_was_told_before()
    {
        spec.Given(Consent("bank-b") with { Products = ["hnte-loan"] });
        var more = Consent("bank-b") with { Products = ["hnte-loan"], DataScopes = ["eligibility", "criteria"] };
        MetCriterion[] met = [new("own.1", "持有", "Holds it", null, "jd.hnte", null)];
        spec.When(more).Then(more, Told("bank-b", StageLoan, 5, Since, Entered) with { Kind = DisclosureKind.Changed, Ends = [7], Criteria = met });
        spec.When().Then();
    }
}
