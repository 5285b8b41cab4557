using Cultivation.Finance.Loans;
using Cultivation.Finance.RiskPools;
using Cultivation.Finance.Subsidies;
using Cultivation.Finance.Tests.Loans;
using static Cultivation.Finance.Tests.RiskPools.PoolSamples;

namespace Cultivation.Finance.Tests.RiskPools;

/// <summary>Money that a pool gave for a loan whose basis did not stand: drafted, decided by a person, and in the books once it comes.</summary>
public sealed class DemandSpecs
{
    private static readonly RiskPool Given = Filled(Claimed, Proposed, Approved, Paid);
    private static readonly Loan Marked = Lost.After(Lapsed);

    [Fact]
    public void money_that_is_out_is_drafted_once_and_the_draft_goes_with_the_mark()
    {
        LoanSamples.Then([Due], Review(Given, Marked));
        LoanSamples.Then([Due], Review(Filled(Claimed, Proposed, Approved), Marked));
        LoanSamples.Then([], Review(Filled(Claimed, Proposed), Marked));
        LoanSamples.Then([], Review(Given, Lost));
        LoanSamples.Then([], Review(Given.After(Due), Marked));
        LoanSamples.Then([new CompensationRecoveryWithdrawn("pool", "c1", Today)], Review(Given.After(Due), Lost));
        LoanSamples.Then([], Review(Given.After(Due).After(Decided(RecoveryOutcome.Waive).Pool[0]), Marked));
        // Who approved knew of it.
        LoanSamples.Then([], Review(Given, Marked.After(new LoanBasisReviewed(LoanSamples.Id, BasisOutcome.Noted, "known", "函1号", Today, "li"))));
        var back = ReturnCompensation.Decide(new("B-1", 20_000m, Today), Given, "c1", "li", Today)[0];
        LoanSamples.Then([Due with { Amount = 89_000.01m }], Review(Given.After(back), Marked));
    }

    [Fact]
    public void a_demand_changes_no_balance_and_what_the_bank_pays_is_all_the_pools()
    {
        var due = Given.After(Due);
        Spec.Throws("riskpool.recovery-unclear", () => Decided(RecoveryOutcome.Recover).Pool);
        Spec.Throws("riskpool.recovery-unclear", () => Decided(RecoveryOutcome.Waive, 1m).Pool);
        Spec.Throws("riskpool.demand-too-much", () => Decided(RecoveryOutcome.Recover, 100_000.02m).Pool);
        Spec.Throws("riskpool.paid-before", () => Decided(RecoveryOutcome.Cancel).Pool);
        Spec.Throws("riskpool.no-recovery-due", () => DecideDemand.Decide(new(RecoveryOutcome.Waive, "r", "d"), Given, "c1", "zhao", Today).Pool);
        Spec.Throws("riskpool.nothing-demanded", () => Come("D-1", 1m, due));
        var demanded = Decided(RecoveryOutcome.Recover, 60_000m).Pool;
        LoanSamples.Then([new CompensationDemanded("pool", "c1", 60_000m, "title cancelled", "决定1号", Today, "zhao")], demanded);
        var pool = due.After(demanded[0]);
        Assert.Equal((Given.Balance, 60_000m), (pool.Balance, pool.Claims[0].Owed));
        Spec.Throws("riskpool.demand-too-much", () => Come("D-1", 60_000.01m, pool));
        Spec.Throws("riskpool.day", () => ReceiveDemand.Decide(new("D-1", 1m, Today.AddDays(1)), pool, "c1", "li", Today));
        var first = Come("D-1", 20_000.01m, pool);
        LoanSamples.Then(
            [new CompensationRepaid("pool", "c1", "D-1", 20_000.01m, [new("district", 10_000.01m), new("park", 6_000.00m), new("insurer", 4_000.00m)], Today, "li")], first);
        pool = pool.After(first[0]);
        Assert.Equal((Given.Balance + 20_000.01m, 39_999.99m), (pool.Balance, pool.Claims[0].Owed));
        LoanSamples.Then([], Come("D-1", 20_000.01m, pool));
        Spec.Throws("riskpool.payment-taken", () => Come("D-1", 1m, pool));
        // What the firm pays meanwhile lessens what the pool can get.
        pool = pool.After(ReturnCompensation.Decide(new("B-1", 100_000m, Today), pool, "c1", "li", Today)[0]);
        Spec.Throws("riskpool.demand-too-much", () => Come("D-2", 25_000.01m, pool));
        pool = pool.After(Come("D-2", 25_000m, pool)[0]);
        Assert.Equal(1_000_000m, pool.Balance);
        Spec.Throws("riskpool.nothing-demanded", () => Come("D-3", 1m, pool));
    }

    [Fact]
    public void what_was_approved_waits_for_the_decision_and_a_cancelled_one_is_back_in_the_books()
    {
        var due = Filled(Claimed, Proposed, Approved, Due);
        Spec.Throws("riskpool.basis-in-doubt", () => PayCompensation.Decide(new("P-1", Today), due, "c1", "li", Today));
        Spec.Throws("riskpool.not-paid", () => DecideDemand.Decide(new(RecoveryOutcome.Recover, "r", "d", 1m), due, "c1", "zhao", Today).Pool);
        var waived = DecideDemand.Decide(new(RecoveryOutcome.Waive, "in good faith", "决定2号"), due, "c1", "zhao", Today).Pool;
        LoanSamples.Then([Paid], PayCompensation.Decide(new("P-1", Today), due.After(waived[0]), "c1", "li", Today));
        var (ofPool, ofLoan) = DecideDemand.Decide(new(RecoveryOutcome.Cancel, "title cancelled", "决定3号"), due, "c1", "zhao", Today);
        LoanSamples.Then([new CompensationCancelled("pool", "c1", Approved.Parts, "title cancelled", "决定3号", Today, "zhao")], ofPool);
        LoanSamples.Then([new LoanClaimReleased(LoanSamples.Id, "pool", "c1")], ofLoan);
        var pool = due.After(ofPool[0]);
        Assert.Equal((1_000_000m, CompensationState.Refused, 0m), (pool.Balance, pool.Claims[0].State, pool.ApprovedIn(Today.Year)));
    }

    private static object[] Review(RiskPool pool, Loan loan) => ReviewCompensation.Decide(pool, pool.Claims[0], loan, Today);

    private static (object[] Pool, object[] Loan) Decided(RecoveryOutcome outcome, decimal? amount = null) =>
        DecideDemand.Decide(new(outcome, "title cancelled", "决定1号", amount), Given.After(Due), "c1", "zhao", Today);

    private static object[] Come(string number, decimal amount, RiskPool pool) => ReceiveDemand.Decide(new(number, amount, Today), pool, "c1", "li", Today);
}
