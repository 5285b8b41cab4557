using Cultivation.Finance.Banks;
using Cultivation.Finance.Eligibility;
using static Cultivation.Finance.Tests.Samples;

namespace Cultivation.Finance.Tests.Partners;

public sealed class BankSpecs
{
    private static readonly Catalogue Catalogue = new(BothLoans, [BankA], null);
    private static readonly RegisterBank Register = new("bank-a", "样例银行", "Sample bank", "协议1号", ["hnte-loan"], new DateOnly(2026, 1, 1), new DateOnly(2027, 12, 31));
    private static readonly RenewAgreement Renew = new("协议2号", ["hnte-loan", "tech-credit"], new DateOnly(2028, 1, 1), new DateOnly(2028, 12, 31));

    private static readonly BankSubscribed Subscribed =
        new("bank-a", "s1", ["eligibility"], ["hnte-loan"], "310114", new DateOnly(2026, 1, 1), new DateOnly(2027, 12, 31), "协议1号");

    [Fact]
    public void a_bank_is_registered_with_its_agreement() =>
        Same([new BankRegistered("bank-a", "样例银行", "Sample bank"), Subscribed], RegisterBank.Decide(Register, null, Catalogue, "310114", "s1"));

    [Fact]
    public void the_same_bank_again_is_no_event() => Assert.Empty(RegisterBank.Decide(Register, BankA, Catalogue, "310114", "s2"));

    [Fact]
    public void other_content_under_an_id_is_refused() =>
        Spec.Throws("bank.id-taken", () => RegisterBank.Decide(Register with { AgreementRef = "协议9号" }, BankA, Catalogue, "310114", "s2"));

    [Theory]
    [InlineData("A")]
    [InlineData("bank a")]
    [InlineData("bank/../x")]
    [InlineData("银行")]
    public void an_id_is_short_and_plain(string id) =>
        Spec.Throws("bank.id-malformed", () => RegisterBank.Decide(Register with { Id = id }, null, Catalogue, "310114", "s1"));

    [Fact]
    public void a_new_agreement_replaces_the_old() => Same(
        [new BankSubscribed("bank-a", "s2", ["eligibility"], Renew.Products, "310114", Renew.From, Renew.To, "协议2号")],
        RenewAgreement.Decide(Renew, BankA, Catalogue, "310114", "s2"));

    [Fact]
    public void an_agreement_is_checked()
    {
        Spec.Throws("bank.name-missing", () => RegisterBank.Decide(Register with { NameEn = "" }, null, Catalogue, "310114", "s1"));
        Spec.Throws("bank.agreement-missing", () => RenewAgreement.Decide(Renew with { AgreementRef = "" }, BankA, Catalogue, "310114", "s2"));
        Spec.Throws("bank.period-reversed", () => RenewAgreement.Decide(Renew with { To = Renew.From.AddDays(-1) }, BankA, Catalogue, "310114", "s2"));
        Spec.Throws("bank.products-missing", () => RenewAgreement.Decide(Renew with { Products = [] }, BankA, Catalogue, "310114", "s2"));
        Spec.Throws("bank.product-unknown", () => RenewAgreement.Decide(Renew with { Products = ["mortgage"] }, BankA, Catalogue, "310114", "s2"));
    }

    private static void Same(object[] expected, object[] happened) => Assert.Equal(expected.Select(Spec.Text), happened.Select(Spec.Text));
}
