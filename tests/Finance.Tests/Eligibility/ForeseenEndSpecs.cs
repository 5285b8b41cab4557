using Cultivation.Finance.Eligibility;
using static Cultivation.Finance.Tests.Samples;

namespace Cultivation.Finance.Tests.Eligibility;

/// <summary>Ends that are known beforehand, and what else changes of an eligibility that stands.</summary>
public sealed class ForeseenEndSpecs
{
    private readonly Spec spec = new Spec().Offering([CredentialLoan], BankB);

    [Fact]
    public void a_new_end_and_a_new_name_are_told_as_a_change()
    {
        spec.Given(Named, Certificate(), Consent("bank-b"));
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
        spec.Given(Named, Certificate(), Consent("bank-b"));
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
        spec.Given(Named, Certificate()).On(new DateOnly(2027, 1, 20));
        spec.When(Consent("bank-b")).Then(Consent("bank-b"), Told("bank-b", CredentialLoan, 3, Since, Recognised) with { ExpiresOn = KnownEnd, WithinDays = 60 });
        spec.On(new DateOnly(2027, 1, 29)).When().Then();
        spec.On(new DateOnly(2027, 1, 30)).When().Then(Told("bank-b", CredentialLoan, 3, KnownEnd, Recognised with { Kind = "recognitionExpired" }) with
        {
            Kind = DisclosureKind.Expiring, ExpiresOn = KnownEnd, WithinDays = 30,
        });
    }

    [Fact]
    public void an_account_is_looked_at_again_on_the_next_day_that_changes_something()
    {
        spec.Given(Named, Certificate(), Consent("bank-b"));
        Assert.Equal(KnownEnd.AddDays(-90), Warnings.NextDay(spec.Account, spec.Catalogue, Spec.Today));
        Assert.Equal(KnownEnd.AddDays(-30), Warnings.NextDay(spec.Account, spec.Catalogue, KnownEnd.AddDays(-60)));
        Assert.Equal(new DateOnly(2027, 6, 1), Warnings.NextDay(spec.Account, spec.Catalogue, KnownEnd));
        Assert.Null(Warnings.NextDay(spec.Account, spec.Catalogue, new DateOnly(2027, 6, 1)));
    }
}
