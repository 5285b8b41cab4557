using Cultivation.Finance.Loans;
using Cultivation.Finance.RiskPools;
using Cultivation.Finance.Subsidies.Schemes;
using Cultivation.Finance.Tests.Loans;
using static Cultivation.Finance.Tests.Subsidies.SubsidySamples;

namespace Cultivation.Finance.Tests.RiskPools;

/// <summary>A pool of district, park and insurer that covers 55 percent, and a loan in default.</summary>
internal static class PoolSamples
{
    public static readonly DateOnly Today = Spec.Today;

    public static readonly PoolTerms Terms = new(
        new([new("district", "区财政", 0.5m), new("park", "园区", 0.3m), new("insurer", "保险", 0.2m)], Certainty.Secondary, "沪科〔2024〕风险补偿", true), Sure(0.55m),
        Sure<decimal?>(400_000m), Sure<decimal?>(600_000m), Sure<string[]>(["hnte-loan"]));

    public static readonly RiskPoolOpened Opened = new("pool", "风险资金池", "Risk pool", Terms, "协议1号", Today, "wang");
    public static readonly RiskPoolFigureConfirmed SharesConfirmed = new("pool", "partners", "协议1号", Today, "wang");
    public static readonly RiskPoolContributed[] PaidIn = [In("district", 500_000m), In("park", 300_000m), In("insurer", 200_000m)];
    public static readonly CompensationClaimed Claimed = new("pool", "c1", LoanSamples.Id, "bank-a", "f1", 500_000.01m, 275_000m, Today, "zhang");
    public static readonly CompensationProposed Proposed = new("pool", "c1", 100_000.01m, "in good faith", Today, "li");

    public static readonly CompensationApproved Approved = new(
        "pool", "c1", 100_000.01m, [new("district", 50_000.01m), new("park", 30_000.00m), new("insurer", 20_000.00m)], Today, "zhao");

    public static readonly CompensationPaid Paid = new("pool", "c1", "P-1", Today, "li");

    /// <summary>What the loan rested on did not stand.</summary>
    public static readonly LoanBasisCorrected Lapsed = new(LoanSamples.Id, new(2025, 6, 1), Samples.Recognised with { Kind = "recognitionRevoked", Ref = "ladder:1-22" }, Today);

    public static readonly CompensationRecoveryDue Due = new("pool", "c1", Lapsed.Basis, 100_000.01m, Today);

    /// <summary>Of a million, half but one fen was paid back.</summary>
    public static readonly Loan Lost = LoanSamples.Given(
        LoanSamples.Reported, LoanSamples.Repaid("R-1", 499_999.99m), new LoanDefaulted(LoanSamples.Id, new(2026, 10, 1), 500_000.01m, Today, "zhang"));

    public static RiskPool Given(params object[] happened) => happened.Aggregate(new RiskPool(), (pool, one) => pool.After(one));

    public static RiskPool Filled(params object[] more) => Given([Opened, SharesConfirmed, .. PaidIn, .. more]);

    private static RiskPoolContributed In(string partner, decimal amount) => new("pool", partner, amount, $"in-{partner}", Today, "li");
}
