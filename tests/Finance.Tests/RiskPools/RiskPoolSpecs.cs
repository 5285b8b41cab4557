using Cultivation.Finance.Loans;
using Cultivation.Finance.RiskPools;
using Cultivation.Finance.Subsidies.Schemes;
using Cultivation.Finance.Tests.Loans;
using static Cultivation.Finance.Tests.RiskPools.PoolSamples;

namespace Cultivation.Finance.Tests.RiskPools;

public sealed class RiskPoolSpecs
{
    private static readonly OpenRiskPool Open = new("pool", "风险资金池", "Risk pool", Terms, "协议1号");

    [Fact]
    public void a_pool_opens_with_shares_that_sum_to_one()
    {
        LoanSamples.Then([Opened], OpenRiskPool.Decide(Open, null, "wang", Today));
        LoanSamples.Then([], OpenRiskPool.Decide(Open, Given(Opened), "wang", Today));
        Spec.Throws("riskpool.id-taken", () => OpenRiskPool.Decide(Open with { NameEn = "Other" }, Given(Opened), "wang", Today));
        foreach (var shares in new decimal[][] { [0.5m, 0.3m, 0.19m], [0.5m, 0.3m, 0.2000001m], [1.2m, -0.2m, 0m], [] })
        {
            var partners = shares.Select((share, at) => new PoolPartner($"p{at}", "合作方", share)).ToArray();
            Spec.Throws("riskpool.terms", () => OpenRiskPool.Decide(Open with { Terms = Terms with { Partners = Terms.Partners with { Value = partners } } }, null, "wang", Today));
        }
        Spec.Throws("riskpool.terms", () => OpenRiskPool.Decide(Open with { Terms = Terms with { Covered = Terms.Covered with { Value = 1.01m } } }, null, "wang", Today));
        Spec.Throws("riskpool.terms", () => OpenRiskPool.Decide(
            Open with { Terms = Terms with { Covered = Terms.Covered with { Certainty = Certainty.Assumption } } }, null, "wang", Today));
    }

    [Fact]
    public void a_partner_pays_in_once_for_each_number()
    {
        var pool = Given(Opened, PaidIn[0]);
        LoanSamples.Then([PaidIn[1]], Contribute.Decide(new("park", 300_000m, "in-park", Today), pool, "li", Today));
        LoanSamples.Then([], Contribute.Decide(new("district", 500_000m, "in-district", Today), pool, "li", Today));
        Spec.Throws("riskpool.payment-taken", () => Contribute.Decide(new("district", 1m, "in-district", Today), pool, "li", Today));
        Spec.Throws("riskpool.partner-unknown", () => Contribute.Decide(new("bank", 1m, "x", Today), pool, "li", Today));
        Spec.Throws("money.amount", () => Contribute.Decide(new("park", 0.001m, "x", Today), pool, "li", Today));
        Spec.Throws("riskpool.day", () => Contribute.Decide(new("park", 1m, "x", Today.AddDays(1)), pool, "li", Today));
        Assert.Equal(1_000_000m, Filled().Balance);
    }

    [Fact]
    public void a_claim_is_for_a_default_within_the_covered_share_and_once()
    {
        var (pool, loan) = ClaimCompensation.Decide(new(LoanSamples.Id, 275_000m), Filled(), Lost, "c1", "zhang", Today);
        LoanSamples.Then([Claimed], pool);
        LoanSamples.Then([new LoanClaimed(LoanSamples.Id, "pool", "c1")], loan);
        Refused("riskpool.too-much", 275_000.01m, Lost);
        Refused("riskpool.no-default", 1m, LoanSamples.Given(LoanSamples.Reported));
        Refused("riskpool.no-default", 1m, Lost.After(LoanSamples.Repaid("R-2", 500_000.01m)));
        Refused("riskpool.product-not-covered", 1m, Lost with { ProductCode = "other" });
        Refused("money.amount", 0m, Lost);
        var claimed = Lost.After(loan[0]);
        Assert.Equal(([], []), ClaimCompensation.Decide(new(LoanSamples.Id, 275_000m), Filled(Claimed), claimed, "c2", "zhang", Today));
        Refused("riskpool.claimed-before", 274_999m, claimed, Claimed);
        Refused("riskpool.claimed-before", 275_000m, Lost with { Claim = new("other", "c9") }, Claimed);
        Refused("riskpool.too-much", 400_000.01m, LoanSamples.Given(LoanSamples.Reported, new LoanDefaulted(LoanSamples.Id, Today, 1_000_000m, Today, "zhang")));
    }

    [Fact]
    public void two_persons_pay_and_the_parts_sum_to_the_fen()
    {
        LoanSamples.Then([Proposed], ProposeCompensation.Decide(new(100_000.01m, "in good faith"), Filled(Claimed), "c1", "li", Today));
        LoanSamples.Then([], ProposeCompensation.Decide(new(100_000.01m, "in good faith"), Filled(Claimed, Proposed), "c1", "li", Today));
        LoanSamples.Then([Approved], ApproveCompensation.Decide(Filled(Claimed, Proposed), "c1", Lost, "zhao", Today));
        LoanSamples.Then([], ApproveCompensation.Decide(Filled(Claimed, Proposed, Approved), "c1", Lost, "zhao", Today));
        var pool = Filled(Claimed, Proposed, Approved);
        Assert.Equal((899_999.99m, 449_999.99m), (pool.Balance, pool.Balances[0].Amount));
        LoanSamples.Then([Paid], PayCompensation.Decide(new("P-1", Today), pool, "c1", "li", Today));
        Assert.Equal(pool.Balance, pool.After(Paid).Balance);
        Spec.Throws("riskpool.not-approved", () => PayCompensation.Decide(new("P-1", Today), Filled(Claimed, Proposed), "c1", "li", Today));
        Spec.Throws("riskpool.payment-taken", () => PayCompensation.Decide(new("P-2", Today), pool.After(Paid), "c1", "li", Today));
        Spec.Throws("riskpool.decided", () => ProposeCompensation.Decide(new(1m, "r"), pool, "c1", "li", Today));
        Spec.Throws("riskpool.claim-unknown", () => ProposeCompensation.Decide(new(1m, "r"), pool, "c9", "li", Today));
        Spec.Throws("riskpool.too-much", () => ProposeCompensation.Decide(new(275_000.01m, "r"), Filled(Claimed), "c1", "li", Today));
    }

    [Fact]
    public void who_proposed_may_not_approve_and_the_attempt_is_recorded_once()
    {
        var pool = Filled(Claimed, Proposed);
        Spec.Throws("riskpool.same-person", () => ApproveCompensation.Decide(pool, "c1", Lost, "li", Today));
        var at = Subsidies.SubsidySamples.At(Today);
        var refused = CompensationRefusals.Decide(pool, "c1", "li", "approval", "riskpool.same-person", at);
        LoanSamples.Then([new CompensationActRefused("pool", "c1", "li", "approval", "riskpool.same-person", at)], refused);
        LoanSamples.Then([], CompensationRefusals.Decide(pool.After(refused[0]), "c1", "li", "approval", "riskpool.same-person", at));
    }

    [Fact]
    public void an_approval_needs_confirmed_figures_money_and_room_under_the_caps()
    {
        Spec.Throws("riskpool.figures-unconfirmed", () => ApproveCompensation.Decide(Given([Opened, .. PaidIn, Claimed, Proposed]), "c1", Lost, "zhao", Today));
        Spec.Throws("riskpool.balance-short", () => ApproveCompensation.Decide(
            Given(Opened, SharesConfirmed, PaidIn[0], PaidIn[1], Claimed, Proposed), "c1", Lost, "zhao", Today));
        Spec.Throws("riskpool.too-much", () => ApproveCompensation.Decide(Filled(Claimed, Proposed), "c1", Lost.After(LoanSamples.Repaid("R-2", 400_000m)), "zhao", Today));
        var spent = new CompensationApproved("pool", "c0", 500_000m, [new("district", 250_000m), new("park", 150_000m), new("insurer", 100_000m)], Today, "zhao");
        object[] other = [Claimed with { ClaimId = "c0" }, Proposed with { ClaimId = "c0" }, spent, Claimed, Proposed];
        Spec.Throws("riskpool.year-cap", () => ApproveCompensation.Decide(Filled(other), "c1", Lost, "zhao", Today));
        Assert.Single(ApproveCompensation.Decide(Filled(other), "c1", Lost, "zhao", Today.AddYears(1)));
        Spec.Throws("riskpool.not-proposed", () => ApproveCompensation.Decide(Filled(Claimed), "c1", Lost, "zhao", Today));
    }

    [Fact]
    public void a_loan_whose_basis_did_not_stand_waits_until_a_person_has_looked_at_it()
    {
        var marked = Lost.After(new LoanBasisCorrected(LoanSamples.Id, LoanSamples.Start, Samples.Entered, Today));
        Spec.Throws("riskpool.basis-in-doubt", () => ApproveCompensation.Decide(Filled(Claimed, Proposed), "c1", marked, "zhao", Today));
        var reviewed = marked.After(new LoanBasisReviewed(LoanSamples.Id, BasisOutcome.Noted, "in good faith", "函1号", Today, "li"));
        LoanSamples.Then([Approved], ApproveCompensation.Decide(Filled(Claimed, Proposed), "c1", reviewed, "zhao", Today));
    }

    [Fact]
    public void a_refused_claim_frees_the_loan_for_another()
    {
        var (pool, loan) = RefuseCompensation.Decide(new("papers missing"), Filled(Claimed, Proposed), "c1", "zhao", Today);
        LoanSamples.Then([new CompensationRefused("pool", "c1", "papers missing", Today, "zhao")], pool);
        LoanSamples.Then([new LoanClaimReleased(LoanSamples.Id, "pool", "c1")], loan);
        Assert.Equal(([], []), RefuseCompensation.Decide(new("papers missing"), Filled(Claimed, Proposed, pool[0]), "c1", "zhao", Today));
        Spec.Throws("riskpool.decided", () => [RefuseCompensation.Decide(new("r"), Filled(Claimed, Proposed, Approved), "c1", "zhao", Today)]);
        Spec.Throws("riskpool.not-proposed", () => ApproveCompensation.Decide(Filled(Claimed, Proposed, pool[0]), "c1", Lost, "zhao", Today));
    }

    [Fact]
    public void money_that_comes_later_goes_back_by_what_each_has_borne()
    {
        var pool = Filled(Claimed, Proposed, Approved, Paid);
        var first = new CompensationReturned(
            "pool", "c1", "B-1", 20_000m, 11_000.00m, [new("district", 5_500.00m), new("park", 3_300.00m), new("insurer", 2_200.00m)], Today, "li");
        LoanSamples.Then([first], Back(pool, "B-1", 20_000m));
        LoanSamples.Then([], Back(pool.After(first), "B-1", 20_000m));
        Spec.Throws("riskpool.payment-taken", () => Back(pool.After(first), "B-1", 1m));
        var rest = Assert.IsType<CompensationReturned>(Assert.Single(Back(pool.After(first), "B-2", 400_000m)));
        Assert.Equal(89_000.01m, rest.Returned);
        var whole = pool.After(first).After(rest);
        Assert.Equal(PaidIn.Select(p => p.Amount), whole.Balances.Select(b => b.Amount));
        Spec.Throws("riskpool.nothing-owed", () => Back(whole, "B-3", 1m));
        Spec.Throws("riskpool.not-paid", () => Back(Filled(Claimed, Proposed, Approved), "B-1", 1m));
        Spec.Throws("riskpool.day", () => ReturnCompensation.Decide(new("B-1", 1m, Today.AddDays(1)), pool, "c1", "li", Today));
    }

    private static object[] Back(RiskPool pool, string number, decimal recovered) => ReturnCompensation.Decide(new(number, recovered, Today), pool, "c1", "li", Today);

    private static void Refused(string code, decimal amount, Loan loan, params object[] more) =>
        Spec.Throws(code, () => [ClaimCompensation.Decide(new(LoanSamples.Id, amount), Filled(more), loan, "c1", "zhang", Today)]);
}
