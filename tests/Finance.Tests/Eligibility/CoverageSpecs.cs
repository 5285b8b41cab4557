using Cultivation.Finance.Banks;
using Cultivation.Finance.Eligibility;
using static Cultivation.Finance.Tests.Samples;

namespace Cultivation.Finance.Tests.Eligibility;

/// <summary>A bank is told of what its agreement covers and every lead unit has approved; where either ends it is told so, once.</summary>
public sealed class CoverageSpecs
{
    private readonly Spec spec = new Spec().Offering([StageLoan], BankA, BankB);

    [Fact]
    public void a_bank_whose_agreement_ends_is_told_once_and_again_when_it_goes_on()
    {
        spec.Given(Named, Stage(), Consent("bank-a"));
        spec.On(new DateOnly(2028, 1, 1)).When(Consent("bank-a") with { To = new DateOnly(2029, 1, 1) }).Then(
            Consent("bank-a") with { To = new DateOnly(2029, 1, 1) },
            Told("bank-a", StageLoan, 3, new DateOnly(2028, 1, 1), Uncovered) with { Kind = DisclosureKind.CoverageEnded, Eligible = false, Ends = [5] });
        spec.When().Then();
        var longer = BankA.Evolve(new BankSubscribed("bank-a", "s2", ["eligibility"], ["hnte-loan"], "310114", Since, new DateOnly(2030, 1, 1), "协议2号"));
        spec.Offering([StageLoan], longer).When().Then(Told("bank-a", StageLoan, 3, Since, Entered));
    }

    [Fact]
    public void nothing_is_told_without_the_approval_of_every_lead_unit()
    {
        var (first, second) = (Approved("jd.commission"), Approved("jd.state-assets"));
        var units = new[] { "jd.commission", "jd.state-assets" };
        spec.Led(units, [StageLoan], BankA.Evolve(first)).Given(Named, Stage());
        spec.When(Consent("bank-a")).Then(Consent("bank-a"));
        spec.Led(units, [StageLoan], BankA.Evolve(first).Evolve(second)).When().Then(Told("bank-a", StageLoan, 3, Since, Entered));
        var revoked = new DisclosureApprovalRevoked("bank-a", "jd.commission", "函2号", Spec.Today.AddDays(-2), "zhao");
        spec.Led(units, [StageLoan], BankA.Evolve(first).Evolve(second).Evolve(revoked)).When()
            .Then(Told("bank-a", StageLoan, 3, revoked.EffectiveOn, Uncovered) with { Kind = DisclosureKind.CoverageEnded, Eligible = false, Ends = [5] });
    }

    [Fact]
    public void nothing_is_told_until_the_district_has_named_its_lead_units_or_said_that_it_has_none()
    {
        spec.Led(null, [StageLoan], BankA).Given(Named, Stage());
        spec.When(Consent("bank-a")).Then(Consent("bank-a"));
        spec.Led([], [StageLoan], BankA).When().Then(Told("bank-a", StageLoan, 3, Since, Entered));
    }

    private static DisclosureApproved Approved(string unit) => new("bank-a", unit, "批复1号", new DateOnly(2026, 1, 1), new DateOnly(2027, 12, 31), "zhao");
}
