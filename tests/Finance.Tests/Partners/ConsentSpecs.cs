using Cultivation.Finance.Consents;
using Cultivation.Finance.Eligibility;
using Cultivation.Hosting;
using static Cultivation.Finance.Tests.Samples;

namespace Cultivation.Finance.Tests.Partners;

public sealed class ConsentSpecs
{
    private static readonly Catalogue Catalogue = new([StageLoan], [BankA], null);
    private static readonly Person CaseWorker = new("li", "李敏", [Roles.CaseWorker], ["310114"], null, null);
    private static readonly Person OfFirm = new("f", "企业", [Roles.Firm], ["310114"], null, "f1");
    private static readonly GiveConsent Give = new("f1", "bank-a", ["eligibility"], "loan", new DateOnly(2026, 6, 1), new DateOnly(2027, 5, 31), "paper", Hash);
    private static readonly WithdrawConsent Withdraw = new("f1", "bank-a", Spec.Today);
    private static readonly FirmAccount Firm = new Spec().Given(Named).Account;
    private static readonly FirmAccount Consenting = new Spec().Offering([StageLoan], BankA).Given(Named, Consent("bank-a")).Account;

    [Fact]
    public void a_case_worker_enters_a_signed_paper() => Assert.Equal([Spec.Text(Consent("bank-a"))], Given(Give).Select(Spec.Text));

    [Fact]
    public void a_firm_gives_it_itself_without_paper() => Assert.Equal(
        [Spec.Text(Consent("bank-a") with { GrantedBy = "f", Method = "online", DocumentHash = null })],
        GiveConsent.Decide(Give with { Method = "online", DocumentHash = null }, Firm, Catalogue, OfFirm, Spec.Today).Select(Spec.Text));

    [Fact]
    public void the_same_consent_again_is_no_event() => Assert.Empty(GiveConsent.Decide(Give, Consenting, Catalogue, CaseWorker, Spec.Today));

    [Fact]
    public void another_purpose_is_another_consent() => Assert.Equal(
        [Spec.Text(Consent("bank-a") with { Purpose = "guarantee" })],
        GiveConsent.Decide(Give with { Purpose = "guarantee" }, Consenting, Catalogue, CaseWorker, Spec.Today).Select(Spec.Text));

    [Fact]
    public void another_scope_is_another_consent()
    {
        Assert.Equal(
            [Spec.Text(Consent("bank-a") with { DataScopes = ["eligibility", "criteria"], Products = ["hnte-loan"] })],
            GiveConsent.Decide(Give with { DataScopes = ["eligibility", "criteria"], Products = ["hnte-loan"] }, Consenting, Catalogue, CaseWorker, Spec.Today).Select(Spec.Text));
    }

    [Fact]
    public void a_consent_is_checked()
    {
        Spec.Throws("firm.unknown", () => GiveConsent.Decide(Give, null, Catalogue, CaseWorker, Spec.Today));
        Spec.Throws("bank.unknown", () => Given(Give with { BankId = "nobody" }));
        Spec.Throws("consent.scope-unknown", () => Given(Give with { DataScopes = [] }));
        Spec.Throws("consent.scope-unknown", () => Given(Give with { DataScopes = ["everything"] }));
        Spec.Throws("consent.scope-unknown", () => Given(Give with { DataScopes = ["criteria"] }));
        Spec.Throws("consent.product-unknown", () => Given(Give with { Products = [] }));
        Spec.Throws("consent.product-unknown", () => Given(Give with { Products = ["hnte-loan", "nothing"] }));
        Spec.Throws("consent.purpose-missing", () => Given(Give with { Purpose = "" }));
        Spec.Throws("consent.period-over", () => Given(Give with { To = Spec.Today.AddDays(-1) }));
        Spec.Throws("consent.period-over", () => Given(Give with { From = Spec.Today, To = Spec.Today.AddDays(-1) }));
        Spec.Throws("consent.not-yet", () => Given(Give with { From = Spec.Today.AddDays(1) }));
        Spec.Throws("consent.document-missing", () => Given(Give with { DocumentHash = null }));
        Spec.Throws("consent.document-missing", () => Given(Give with { DocumentHash = "a paper" }));
    }

    [Fact]
    public void a_consent_is_withdrawn_once()
    {
        Assert.Equal([Spec.Text(new ConsentWithdrawn("bank-a", Spec.Today, "li"))], Taken(Withdraw).Select(Spec.Text));
        var withdrawn = new Spec().Given(Named, Consent("bank-a"), new ConsentWithdrawn("bank-a", Spec.Today, "li")).Account;
        Assert.Empty(WithdrawConsent.Decide(Withdraw, withdrawn, CaseWorker, Spec.Today));
    }

    [Fact]
    public void a_withdrawal_is_checked()
    {
        Spec.Throws("firm.unknown", () => WithdrawConsent.Decide(Withdraw, null, CaseWorker, Spec.Today));
        Spec.Throws("consent.none", () => WithdrawConsent.Decide(Withdraw, Firm, CaseWorker, Spec.Today));
        Spec.Throws("consent.withdrawal-not-yet", () => Taken(Withdraw with { EffectiveOn = Spec.Today.AddDays(1) }));
        Spec.Throws("consent.withdrawal-before-consent", () => Taken(Withdraw with { EffectiveOn = new DateOnly(2026, 5, 31) }));
    }

    private static object[] Given(GiveConsent command) => GiveConsent.Decide(command, Firm, Catalogue, CaseWorker, Spec.Today);

    private static object[] Taken(WithdrawConsent command) => WithdrawConsent.Decide(command, Consenting, CaseWorker, Spec.Today);
}
