using Cultivation.Finance.Eligibility.Figures;
using Cultivation.Finance.Products;

namespace Cultivation.Finance.Eligibility;

/// <summary>
/// Compares what has been claimed with what is now known, product by product. Claims are judged on every day that they speak of, so that
/// a late truth about the past corrects them even when they have long ended (DOMAIN 4, no. 20).
/// </summary>
internal static class Assess
{
    public static void Claims(Decision decision, IReadOnlyList<ProductRules> products, DateOnly today)
    {
        foreach (var product in products)
        {
            var met = product.MetDays(decision.Account, today);
            foreach (var claim in decision.Account.Claims.Where(c => c.ProductCode == product.Code))
            {
                if (met.FirstMissing(claim.From, claim.Until ?? today.AddDays(1)) is { } wrong)
                    decision.Add(Ended(claim, wrong, product, decision));
            }
            if (met.StartOf(today) is { } start && !decision.Account.Claims.Any(c => c.ProductCode == product.Code && c.Until is null))
                decision.Add(new EligibilityGranted(product.Code, product.At(start).Number, start, product.Grounds(decision.Account, start)));
        }
    }

    // A withdrawal says that the claim was right until a day. It was not where the truth came late, where the claim was never right, and
    // where it had ended already, so that it spoke of the past alone.
    private static object Ended(Claim claim, DateOnly day, ProductRules product, Decision decision)
    {
        var (basis, retroactive) = Correction(product, decision) is { } late ? (late, true) : product.Ending(decision.Account, day);
        return claim.Until is not null || day == claim.From || retroactive
            ? new EligibilityCorrected(claim.ProductCode, claim.Number, day, basis)
            : new EligibilityWithdrawn(claim.ProductCode, claim.Number, day, basis);
    }

    // A figure that was wrong had been wrong on every day on which it counted.
    private static Basis? Correction(ProductRules product, Decision decision) => decision.Events.Select(happened => happened switch
    {
        FigureCorrected c when product.Metrics.Contains(c.Metric) => new Basis("figureCorrected", c.Ref),
        FigureAnnulled a when product.Metrics.Contains(a.Metric) => new Basis("figureAnnulled", a.Ref),
        _ => null,
    }).LastOrDefault(basis => basis is not null);
}
