using Cultivation.Finance.Loans;
using Cultivation.Finance.RiskPools;
using Cultivation.Finance.Subsidies;
using Cultivation.Finance.Tests.Loans;
using Cultivation.Hosting;
using FsCheck;
using FsCheck.Fluent;
using static Cultivation.Finance.Tests.RiskPools.PoolSamples;

namespace Cultivation.Finance.Tests.RiskPools;

/// <summary>Whatever is done to a pool, in whatever order, the books balance to the fen and nobody is below zero.</summary>
public sealed class BooksSpecs
{
    /// <param name="Kind">Pays in, claims, proposes, approves, pays, returns, refuses; drafts a recovery, demands, gets it, cancels.</param>
    private sealed record Act(int Kind, int Number, int Fen);

    [Fact]
    public void parts_sum_to_the_amount_and_differ_from_their_share_by_less_than_a_fen() => Check.One(Config.QuickThrowOnFailure.WithMaxTest(500), Prop.ForAll(Splits, split =>
    {
        var (amount, weights) = (split.Fen / 100m, split.Weights.Select(w => (decimal)w).ToArray());
        var parts = Money.Split(amount, weights);
        Assert.Equal(amount, parts.Sum());
        Assert.All(parts.Zip(weights), p =>
        {
            Assert.True(decimal.Round(p.First, 2) == p.First && p.First >= 0);
            Assert.True(Math.Abs(p.First - amount * p.Second / weights.Sum()) < 0.01m);
        });
    }));

    [Fact]
    public void the_books_balance_in_every_history() => Check.One(Config.QuickThrowOnFailure.WithMaxTest(300), Prop.ForAll(Histories, acts =>
    {
        var pool = Given(Opened, SharesConfirmed);
        var loans = Enumerable.Range(0, 4).ToDictionary(n => $"l{n}", Loan);
        var entries = pool.Balances.ToDictionary(b => b.PartnerId, _ => 0m);
        foreach (var act in acts)
        {
            var (ofPool, ofLoan) = Decided(act, pool, loans);
            foreach (var happened in ofPool)
            {
                pool = pool.After(happened);
                foreach (var (partner, amount) in Entries(happened))
                    entries[partner] += amount;
            }
            foreach (var happened in ofLoan)
                loans[$"l{act.Number % 4}"] = loans[$"l{act.Number % 4}"].After(happened);
            Assert.Equal(entries.Values.Sum(), pool.Balance);
            Assert.All(pool.Balances, b => Assert.Equal(entries[b.PartnerId], b.Amount));
            Assert.All(pool.Balances, b => Assert.True(b.Amount >= 0));
            Assert.All(pool.Claims.SelectMany(c => c.Borne()), b => Assert.True(b.Amount >= 0));
            Assert.True(pool.ApprovedIn(Today.Year) <= Terms.CapPerYear.Value);
            Assert.All(pool.Claims.Where(c => c.RefusedFor is null).GroupBy(c => c.LoanId), open => Assert.Single(open));
        }
    }));

    private static IEnumerable<(string Partner, decimal Amount)> Entries(object happened) => happened switch
    {
        RiskPoolContributed c => [(c.PartnerId, c.Amount)],
        CompensationApproved a => a.Parts.Select(p => (p.PartnerId, -p.Amount)),
        CompensationReturned r => r.Parts.Select(p => (p.PartnerId, p.Amount)),
        CompensationCancelled c => c.Parts.Select(p => (p.PartnerId, p.Amount)),
        CompensationRepaid r => r.Parts.Select(p => (p.PartnerId, p.Amount)),
        _ => [],
    };

    // A refusal changes nothing.
    private static (object[] Pool, object[] Loan) Decided(Act act, RiskPool pool, Dictionary<string, Loan> loans)
    {
        var (amount, loan) = (act.Fen / 100m, loans[$"l{act.Number % 4}"]);
        var claim = pool.Claims.LastOrDefault(c => c.LoanId == loan.LoanId)?.ClaimId ?? "none";
        try
        {
            return act.Kind switch
            {
                0 or 1 => (Contribute.Decide(new(Terms.Partners.Value[act.Number % 3].PartnerId, amount, $"in-{act.Number}", Today), pool, "li", Today), []),
                2 => ClaimCompensation.Decide(new(loan.LoanId, amount), pool, loan, $"c{pool.Claims.Length}", "zhang", Today),
                3 => (ProposeCompensation.Decide(new(amount, "in good faith"), pool, claim, "li", Today), []),
                4 => (ApproveCompensation.Decide(pool, claim, loan, "zhao", Today), []),
                5 => (PayCompensation.Decide(new("P-1", Today), pool, claim, "li", Today), []),
                6 => (ReturnCompensation.Decide(new($"B-{act.Number}", amount, Today), pool, claim, "li", Today), []),
                8 => (ReviewCompensation.Decide(pool, RiskPoolAccess.Claim(pool, claim), loan.After(PoolSamples.Lapsed with { LoanId = loan.LoanId }), Today), []),
                9 => DecideDemand.Decide(new(RecoveryOutcome.Recover, "title cancelled", "决定1号", amount), pool, claim, "zhao", Today),
                10 => (ReceiveDemand.Decide(new($"D-{act.Number}", amount, Today), pool, claim, "li", Today), []),
                11 => DecideDemand.Decide(new(RecoveryOutcome.Cancel, "title cancelled", "决定3号"), pool, claim, "zhao", Today),
                _ => RefuseCompensation.Decide(new("papers missing"), pool, claim, "zhao", Today),
            };
        }
        catch (RuleBroken)
        {
            return ([], []);
        }
    }

    private static Loan Loan(int number) => LoanSamples.Given(
        LoanSamples.Reported with { LoanId = $"l{number}" }, new LoanDefaulted($"l{number}", new(2026, 10, 1), 1_000_000m, Today, "zhang"));

    // Claims are mostly walked from filing to payment, so that money moves in most histories.
    private static Arbitrary<Act[]> Histories { get; } = Arb.From(
        from acts in Gen.ListOf(
            from walk in Gen.Elements<int[]>([0], [1], [0, 2, 3, 4, 5], [2, 3, 4, 5, 6], [2, 3, 4, 5, 6, 6, 6, 6, 6, 6, 6, 6], [2, 3, 7], [0, 2, 3, 4, 8, 11], [2, 3, 4, 5, 8, 9, 10, 10, 6], [8, 9, 10], [6, 6, 6], [4], [5])
            from number in Gen.Choose(0, 60)
            from fen in Gen.OneOf(Gen.Choose(1, 40_000_000), Gen.Choose(1, 99), Gen.Elements(1, 3, 7, 100_000))
            select walk.Select((kind, at) => new Act(kind, number + 4 * at, fen)))
        select acts.SelectMany(a => a).ToArray());

    private static Arbitrary<(int Fen, int[] Weights)> Splits { get; } = Arb.From(
        from fen in Gen.Choose(0, 2_000_000_000)
        from weights in Gen.NonEmptyListOf(Gen.Choose(1, 1_000_000))
        select (fen, weights.ToArray()));
}
