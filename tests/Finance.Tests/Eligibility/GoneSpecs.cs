using Cultivation.Contracts.Ladder.V1;
using Cultivation.Finance.Eligibility;
using static Cultivation.Finance.Tests.Samples;

namespace Cultivation.Finance.Tests.Eligibility;

/// <summary>From the day on which a district has a firm no more, the firm meets no product's criteria, whatever it holds.</summary>
public sealed class GoneSpecs
{
    private static readonly DateOnly Day = Spec.Today.AddDays(-12);
    private static readonly Basis Deregistered = new("firmDeregistered", "ladder:1-20");
    private readonly Spec spec = new Spec().Offering(BothLoans);

    [Theory]
    [InlineData(GoneCause.Deregistered, "firmDeregistered")]
    [InlineData(GoneCause.MovedOut, "firmMoved")]
    public void a_title_alone_makes_nobody_eligible_who_is_gone(GoneCause cause, string kind)
    {
        var gone = new FirmGone(cause, Spec.Today, false, "ladder:1-20");
        spec.Given(Named, Certificate()).When(gone)
            .Then(gone, new EligibilityWithdrawn("tech-credit", 3, Spec.Today, new Basis(kind, "ladder:1-20")));
    }

    [Fact]
    public void what_was_recorded_late_corrects_every_claim_once_and_the_stage_that_ends_with_it_adds_nothing()
    {
        var gone = Gone(Day);
        spec.Given(Named, Certificate(), Stage()).When(gone).Then(
            gone, new EligibilityCorrected("hnte-loan", 5, Day, Deregistered), new EligibilityCorrected("tech-credit", 3, Day, Deregistered));
        var left = new StageEnded("jd.hnte", Day, "deregistered", true, "ladder:1-21");
        spec.When(left).Then(left);
        spec.On(Spec.Today.AddYears(1)).When().Then();
    }

    [Fact]
    public void what_is_learnt_of_a_firm_that_is_gone_counts_up_to_that_day()
    {
        spec.Given(Named, Certificate(), Gone(Day));
        var revoked = new CredentialRevoked("r1", new DateOnly(2025, 1, 1), true, "ladder:1-30");
        spec.When(revoked).Then(
            revoked, new EligibilityCorrected("tech-credit", 3, revoked.On, Recognised with { Kind = "recognitionRevoked", Ref = "ladder:1-30" }));
        var later = Certificate("r2", Day.AddDays(1), position: 31);
        spec.When(later).Then(later);
    }

    [Fact]
    public void a_rule_that_asks_for_no_title_is_met_no_more_either() => spec
        .Offering([Made("young-loan", "初创贷", "Loan for the young", AgeRule)])
        .Given(Named, new FirmFounded(new DateOnly(2024, 5, 1), "310114", "ladder:1-1"))
        .When(Gone(Day))
        .Then(Gone(Day), new EligibilityCorrected("young-loan", 3, Day, Deregistered));

    [Fact]
    public void a_bank_is_told_and_no_new_consent_lets_it_hear_of_the_firm_again()
    {
        spec.Offering(BothLoans, BankB).Given(Named, Certificate(), Consent("bank-b"));
        spec.When(Gone(Day));
        var told = Assert.IsType<EligibilityDisclosed>(spec.Events[^1]);
        Assert.Equal((DisclosureKind.Corrected, false, Day, Deregistered), (told.Kind, told.Eligible, told.EffectiveOn, told.Basis));
        spec.Given(new Finance.Consents.ConsentWithdrawn("bank-b", Spec.Today, "li"));
        spec.When(Consent("bank-b")).Then(Consent("bank-b"));
    }

    [Fact]
    public void the_ladders_word_says_whether_it_was_late_and_is_learnt_once_where_it_passed_finance_by()
    {
        (object, string, DateOnly)[] told =
        [
            (new FirmRegistered("f1", Code, Name, new DateOnly(2015, 1, 1), "310114"), "ladder:1-1", Since), (new FirmMoved("f1", Code, Name, "310114", "310106", Day, true), "ladder:1-20", Day),
        ];
        var founded = new FirmFounded(new DateOnly(2015, 1, 1), "310114", "ladder:1-1");
        Assert.Equal([new FirmGone(GoneCause.MovedOut, Day, false, "ladder:1-20")], Missed.By(spec.Given(Named, founded).Account, told, new HashSet<string>()));
        Assert.Equal(
            new FirmGone(GoneCause.Deregistered, Day, true, "ladder:1-22"),
            LadderFacts.Of(new FirmDeregistered("f1", Code, Name, Day, ""), "ladder:1-22", Day.AddDays(1)));
        Assert.Empty(Missed.By(spec.Given(Gone(Day)).Account, told, new HashSet<string>()));
    }

    private static FirmGone Gone(DateOnly day) => new(GoneCause.Deregistered, day, true, "ladder:1-20");
}
