using static Cultivation.Ladder.Tests.Given;

namespace Cultivation.Ladder.Tests.Firms;

public sealed class RegisterFirmSpecs
{
    private static readonly RegisterFirm Asked = new(Code, Name, Day("2015-03-02"), "310114", "I6510", "有限责任公司", "市场监管局", "安亭镇");
    private static readonly Spec<Firm> Nothing = new(new Firm(), (firm, happened) => firm.Fold(happened));

    [Fact]
    public void a_firm_is_registered() => Nothing.When(_ => RegisterFirm.Decide(Asked, Today)).Then(Registered);

    [Fact]
    public void a_legacy_code_is_marked() =>
        Assert.Equal(CheckDigitState.LegacyMismatch, RegisterFirm.Decide(Asked with { CreditCode = "91350100M0001TGQXM" }, Today).CheckDigitState);

    [Fact]
    public void a_malformed_code_is_refused() =>
        Nothing.When(_ => RegisterFirm.Decide(Asked with { CreditCode = "123" }, Today)).Throws("firm.credit-code-malformed");

    [Fact]
    public void a_firm_of_tomorrow_is_refused() =>
        Nothing.When(_ => RegisterFirm.Decide(Asked with { EstablishedOn = Today.AddDays(1) }, Today)).Throws("firm.established-in-future");

    [Theory]
    [InlineData("3101140")]
    [InlineData("31011A")]
    public void a_division_has_six_digits(string division) =>
        Nothing.When(_ => RegisterFirm.Decide(Asked with { RegisteredDivision = division }, Today)).Throws("firm.division-malformed");

    [Theory]
    [InlineData("")]
    [InlineData("6510")]
    [InlineData("I65100")]
    [InlineData("U651")]
    public void an_industry_is_a_letter_and_up_to_four_digits(string industry) =>
        Nothing.When(_ => RegisterFirm.Decide(Asked with { IndustryCode = industry }, Today)).Throws("firm.industry-malformed");

    [Fact]
    public void a_name_says_something() => Nothing.When(_ => RegisterFirm.Decide(Asked with { LegalName = "  " }, Today)).Throws("field.text");
}
