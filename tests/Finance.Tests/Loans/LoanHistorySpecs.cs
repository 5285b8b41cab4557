using Cultivation.Finance.Loans;
using Cultivation.Hosting;
using FsCheck;
using FsCheck.Fluent;
using static Cultivation.Finance.Tests.Loans.LoanSamples;

namespace Cultivation.Finance.Tests.Loans;

/// <summary>Whatever a bank reports, in whatever order: what is outstanding is what was lent less what was paid back, and never below zero.</summary>
public sealed class LoanHistorySpecs
{
    /// <param name="Kind">Pays, takes a payment back, corrects the terms, defaults, takes that back, pays the same again.</param>
    private sealed record Act(int Kind, int Number, long Fen);

    [Fact]
    public void balances_hold_in_every_history() => Check.One(Config.QuickThrowOnFailure.WithMaxTest(300), Prop.ForAll(Histories, acts =>
    {
        var loan = Given(Reported);
        var lent = Terms.Principal;
        Dictionary<string, decimal> paid = new(StringComparer.Ordinal);
        foreach (var act in acts)
        {
            foreach (var happened in Decided(act, loan))
            {
                loan = loan.After(happened);
                if (happened is LoanRepaid r)
                    paid.Add(r.RepaymentRef, r.Principal);
                if (happened is LoanReportCorrected { Report: LoanReport.Repayment } undone)
                    paid.Remove(undone.RepaymentRef!);
                if (happened is LoanReportCorrected { Now: { } now })
                    lent = now.Principal;
            }
            Assert.Equal(lent - paid.Values.Sum(), loan.Outstanding);
            Assert.True(loan.Outstanding >= 0);
            Assert.Equal(loan.Outstanding == 0, loan.State == LoanState.Repaid);
            Assert.Empty(Decided(act, loan));
        }
    }));

    // A refusal changes nothing.
    private static object[] Decided(Act act, Loan loan)
    {
        try
        {
            var number = $"R-{act.Number}";
            return act.Kind switch
            {
                0 or 1 => ReportRepayment.Decide(new(number, act.Fen / 100m, 1m, Start.AddDays(act.Number)), loan, "zhang", Spec.Today),
                2 => CorrectReport.Decide(new(LoanReport.Repayment, "typo", RepaymentRef: number), loan, "zhang", Spec.Today),
                3 => CorrectReport.Decide(new(LoanReport.Terms, "typo", Terms with { Principal = act.Fen / 100m }), loan, "zhang", Spec.Today),
                4 => ReportDefault.Decide(new(Start.AddDays(30)), loan, "zhang", Spec.Today),
                _ => CorrectReport.Decide(new(LoanReport.Default, "typo"), loan, "zhang", Spec.Today),
            };
        }
        catch (RuleBroken)
        {
            return [];
        }
    }

    private static Arbitrary<Act[]> Histories { get; } = Arb.From(Gen.ArrayOf(
        from kind in Gen.Choose(0, 5)
        from number in Gen.Choose(1, 9)
        from fen in Gen.OneOf(Gen.Choose(-5, 40_000_000), Gen.Elements(100_000_000, 50_000_000, 1, 0))
        select new Act(kind, number, fen)));
}
