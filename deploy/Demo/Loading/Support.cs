namespace Cultivation.Demo.Loading;

/// <summary>
/// The municipal premium subsidy (沪科〔2025〕212号) and a risk pool that follows the city's compensation, so that a loan which a bank reports can be followed to its
/// end. Every figure says where it is from and how sure it is; those that ask for it are confirmed by the demo, visibly.
/// </summary>
internal static class Support
{
    private const string Scheme = "premium-subsidy";
    private const string Pool = "tech-loan-pool";
    private const string Notice = "沪科〔2025〕212号";
    private const string Compensation = "shanghai-municipal sh.risk";
    private const string MadeUp = "演示 / demo";
    private const string Confirmed = "演示确认 / confirmed by the demo only";

    // The windows after that of the notice are made up in its pattern: it was a notice of one year.
    private static readonly Dictionary<string, Figure> Rules = new()
    {
        ["products"] = Known(new[] { LoanProducts.Performance }, $"{Notice} 一"),
        ["windows"] = Assumed(
            new[] { 2025, 2026, 2027 }.Select(year => new { year, from = $"{year - 1}-{(year == 2025 ? "08" : "09")}-01", to = $"{year}-08-31" }).ToArray(), $"{Notice} 二"),
        ["rate"] = Known(0.5m, $"{Notice} 二"),
        ["cap"] = NotNamed(null, Notice),
        ["held"] = NotNamed(new { stages = Array.Empty<string>(), credentials = Array.Empty<string>() }, Notice),
        ["notDishonest"] = Known(true, $"{Notice} 二"),
        ["confirmWithin"] = Known(3, $"{Notice} 免申即享"),
    };

    private static readonly Dictionary<string, Figure> Terms = new()
    {
        ["partners"] = Assumed(new[] { new { partnerId = "district", nameZh = "区财政", share = 0.6m }, new { partnerId = "city", nameZh = "市级资金", share = 0.4m } }, MadeUp),
        ["covered"] = Known(0.55m, Compensation),
        ["capPerLoan"] = Assumed(3_000_000m, MadeUp),
        ["capPerYear"] = NotNamed(null, Compensation),
        ["products"] = Assumed(LoanProducts.All.Select(product => product.Code).ToArray(), MadeUp),
    };

    /// <summary>Both are there; answers how many.</summary>
    public static async Task<int> Add(Work work)
    {
        await work.Gateway.Post(
            "api/finance/v1/schemes",
            new
            {
                id = Scheme, nameZh = "科技贷款保费补贴", nameEn = "Premium subsidy", documentRef = Notice,
                rules = new Dictionary<string, object>(Rules.Select(figure => KeyValuePair.Create<string, object>(figure.Key, figure.Value))) { ["kind"] = "premium" },
            },
            $"demo-scheme-{Scheme}");
        await Confirm(work, $"schemes/{Scheme}", Rules, figure => new { version = 1, figure, documentRef = Confirmed });
        await work.Gateway.Post(
            "api/finance/v1/risk-pools", new { id = Pool, nameZh = "科技贷款风险资金池", nameEn = "Tech loan risk pool", documentRef = MadeUp, terms = Terms }, $"demo-pool-{Pool}");
        await Confirm(work, $"risk-pools/{Pool}", Terms, figure => new { figure, documentRef = Confirmed });
        foreach (var (partnerId, amount) in new[] { ("district", 6_000_000m), ("city", 4_000_000m) })
        {
            await work.Gateway.Post(
                $"api/finance/v1/risk-pools/{Pool}/contributions", new { partnerId, amount, contributionRef = $"demo-{partnerId}", paidOn = "2026-01-05" },
                $"demo-pool-{Pool}-{partnerId}");
        }
        return 2;
    }

    private static async Task Confirm(Work work, string of, Dictionary<string, Figure> figures, Func<string, object> command)
    {
        foreach (var name in figures.Where(figure => figure.Value.NeedsConfirmation).Select(figure => figure.Key))
            await work.Gateway.Post($"api/finance/v1/{of}/confirmations", command(name), $"demo-{of}-{name}");
    }

    private static Figure Known(object value, string source) => new(value, "secondary", source, true);

    private static Figure Assumed(object value, string source) => new(value, "assumption", source, true);

    // What the document says nothing of holds for all, and asks for nothing.
    private static Figure NotNamed(object? value, string source) => new(value, "secondary", source, false);

    /// <summary>A figure as schemes and pools take it.</summary>
    private sealed record Figure(object? Value, string Certainty, string Source, bool NeedsConfirmation);
}
