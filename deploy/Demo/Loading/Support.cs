namespace Cultivation.Demo.Loading;

/// <summary>
/// The municipal premium subsidy (沪科〔2025〕212号) and a risk pool that follows the city's compensation, so that a loan which a bank reports can be followed to its
/// end. Every figure says where it is from and how sure it is; those that ask for it are confirmed by the demo, visibly.
/// </summary>
internal static class Support
{
    public const string Scheme = "premium-subsidy";
    public const string Pool = "tech-loan-pool";
    private const string Notice = "沪科〔2025〕212号";
    private const string Compensation = "shanghai-municipal sh.risk";
    private const string Confirmed = "演示确认 / confirmed by the demo only";
    private static readonly string[] Products = [LoanProducts.Performance];

    public static async Task<int> Add(Work work)
    {
        await work.Gateway.Post("api/finance/v1/schemes", TheScheme, $"demo-scheme-{Scheme}");
        foreach (var figure in new[] { "products", "windows", "rate", "notDishonest", "confirmWithin" })
        {
            await work.Gateway.Post(
                $"api/finance/v1/schemes/{Scheme}/confirmations", new { version = 1, figure, documentRef = Confirmed }, $"demo-scheme-{Scheme}-{figure}");
        }
        await work.Gateway.Post("api/finance/v1/risk-pools", ThePool, $"demo-pool-{Pool}");
        foreach (var figure in new[] { "partners", "covered", "capPerLoan", "products" })
            await work.Gateway.Post($"api/finance/v1/risk-pools/{Pool}/confirmations", new { figure, documentRef = Confirmed }, $"demo-pool-{Pool}-{figure}");
        foreach (var (partnerId, amount) in new[] { ("district", 6_000_000m), ("city", 4_000_000m) })
        {
            await work.Gateway.Post(
                $"api/finance/v1/risk-pools/{Pool}/contributions", new { partnerId, amount, contributionRef = $"demo-{partnerId}", paidOn = "2026-01-05" },
                $"demo-pool-{Pool}-{partnerId}");
        }
        return 4;
    }

    // The years after that of the notice are made up in its pattern: it was a notice of one year.
    private static object TheScheme => new
    {
        id = Scheme, nameZh = "科技贷款保费补贴", nameEn = "Premium subsidy", documentRef = Notice,
        rules = new
        {
            kind = "premium", products = Known(Products, "一"),
            windows = Assumed(
                new[] { 2025, 2026, 2027 }.Select(year => new { year, from = $"{year - 1}-{(year == 2025 ? "08" : "09")}-01", to = $"{year}-08-31" }), $"{Notice} 二"),
            rate = Known(0.5m, "二"), cap = Figure((decimal?)null, "secondary", Notice, false), held = Figure(new { stages = Array.Empty<string>(), credentials = Array.Empty<string>() }, "secondary", Notice, false),
            notDishonest = Known(true, "二"), confirmWithin = Known(3, "免申即享"),
        },
    };

    private static object ThePool => new
    {
        id = Pool, nameZh = "科技贷款风险资金池", nameEn = "Tech loan risk pool", documentRef = "演示 / demo",
        terms = new
        {
            partners = Assumed(new object[] { new { partnerId = "district", nameZh = "区财政", share = 0.6m }, new { partnerId = "city", nameZh = "市级资金", share = 0.4m } }, "演示 / demo"),
            covered = Figure(0.55m, "secondary", Compensation, true), capPerLoan = Assumed(3_000_000m, "演示 / demo"), capPerYear = Figure((decimal?)null, "secondary", Compensation, false),
            products = Assumed(LoanProducts.All.Select(product => product.Code), "演示 / demo"),
        },
    };

    private static object Known<T>(T value, string article) => Figure(value, "secondary", $"{Notice} {article}", true);

    private static object Assumed<T>(T value, string source) => Figure(value, "assumption", source, true);

    private static object Figure<T>(T value, string certainty, string source, bool needsConfirmation) => new { value, certainty, source, needsConfirmation };
}
