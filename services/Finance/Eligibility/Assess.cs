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
            var met = product.MetDays(decision.Account.Holdings, today);
            foreach (var claim in decision.Account.Claims.Where(c => c.ProductCode == product.Code))
            {
                if (met.FirstMissing(claim.From, claim.Until ?? today.AddDays(1)) is { } wrong)
                    decision.Add(Ended(claim, wrong, product, decision.Account.Holdings));
            }
            if (met.StartOf(today) is { } start && !decision.Account.Claims.Any(c => c.ProductCode == product.Code && c.Until is null))
                decision.Add(new EligibilityGranted(product.Code, product.At(start).Number, start, product.Grounds(decision.Account.Holdings, start)));
        }
    }

    // A withdrawal says that the claim was right until a day. It was not where the truth came late, where the claim was never right, and
    // where it had ended already, so that it spoke of the past alone.
    private static object Ended(Claim claim, DateOnly day, ProductRules product, Holding[] holdings)
    {
        var ending = product.LastEnded(holdings, day);
        var basis = ending?.Ending ?? product.Published(day);
        return claim.Until is not null || day == claim.From || ending is { Retroactive: true }
            ? new EligibilityCorrected(claim.ProductCode, claim.Number, day, basis)
            : new EligibilityWithdrawn(claim.ProductCode, claim.Number, day, basis);
    }
}
