using Cultivation.Finance.Consents;
using Cultivation.Finance.Eligibility;
using Cultivation.Finance.Feeds;
using Cultivation.Finance.Feeds.Webhooks;
using static Cultivation.Finance.Tests.Samples;

namespace Cultivation.Finance.Tests.Feeds;

public sealed class WithheldSpecs
{
    private static readonly ConsentWithdrawn Withdrawn = new("bank-a", Spec.Today, "li");
    private readonly Spec spec = new Spec().Offering([StageLoan], BankA).Given(Named, Stage(), Consent("bank-a"));

    [Fact]
    public void a_consent_lets_out_what_was_told_under_it() => Assert.False(IsWithheld(Entry(5)));

    [Fact]
    public void without_consent_nothing_goes_out() => Assert.True(FeedReading.IsWithheld(Entry(5), null, Spec.Today));

    [Fact]
    public void once_it_is_withdrawn_everything_stays_but_the_last_word()
    {
        spec.Given(Withdrawn);
        Assert.True(IsWithheld(Entry(5)));
        Assert.False(IsWithheld(Entry(7, DisclosureKind.ConsentEnded)));
    }

    [Fact]
    public void what_is_about_no_firm_is_never_withheld() => Assert.False(FeedReading.IsWithheld(
        Entry(5, DisclosureKind.WebhookStopped) with { Stop = new(WebhookState.Paused, StopReasons.Failing, default, 4) }, null, Spec.Today));

    [Fact]
    public void on_the_day_after_its_last_it_covers_nothing() => Assert.True(IsWithheld(Entry(5), new DateOnly(2027, 6, 1)));

    [Fact]
    public void a_renewal_in_time_goes_on_covering_what_was_told_before()
    {
        spec.Given(Consent("bank-a") with { From = new DateOnly(2026, 11, 22), To = new DateOnly(2028, 1, 1) });
        Assert.False(IsWithheld(Entry(5), new DateOnly(2027, 7, 1)));
    }

    [Fact]
    public void a_new_consent_after_a_withdrawal_covers_what_is_told_from_then_on()
    {
        spec.Given(Withdrawn, Consent("bank-a"));
        Assert.True(IsWithheld(Entry(5)));
        Assert.False(IsWithheld(Entry(9)));
    }

    [Fact]
    public void what_is_of_a_product_that_it_leaves_out_stays_but_for_the_word_that_it_does()
    {
        spec.Given(Consent("bank-a") with { Products = ["tech-credit"] });
        Assert.True(IsWithheld(Entry(5) with { Product = Names(StageLoan) }));
        Assert.False(IsWithheld(Entry(5) with { Product = Names(CredentialLoan) }));
        Assert.False(IsWithheld(Entry(7, DisclosureKind.CoverageEnded) with { Product = Names(StageLoan) }));
    }

    private bool IsWithheld(FeedEntry entry, DateOnly? day = null) => FeedReading.IsWithheld(entry, spec.Account.ConsentTo("bank-a"), day ?? Spec.Today);

    private static FeedEntry Entry(long disclosure, DisclosureKind kind = DisclosureKind.Granted) =>
        new("f1", disclosure, kind, Code, Name, null, true, Since, default, null, null, null);
}
