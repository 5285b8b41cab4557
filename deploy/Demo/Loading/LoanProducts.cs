using Cultivation.Demo.Population;

namespace Cultivation.Demo.Loading;

/// <summary>A loan product of the demo.</summary>
/// <param name="Items">Its criteria, all of which must be met.</param>
internal sealed record LoanProduct(string Code, string NameZh, string NameEn, params object[] Items)
{
    /// <summary>As products are published.</summary>
    public object Criteria => new { logic = "all", items = Items };
}

/// <summary>
/// The products of the programme files, and 科创贷. What makes a firm eligible for them is an assumption of those files, so that each criterion says in its note
/// where it is from, how sure it is, and that only the demo confirms it. What a product asks of the loan itself is the bank's to look at.
/// </summary>
internal static class LoanProducts
{
    public const string Performance = "performance-loan";

    public static IReadOnlyList<LoanProduct> All { get; } =
    [
        new("hnte-loan", "高企贷", "HNTE loan",
            Stage("hnte-loan.1", "演示另加 / added by the demo", "jd.hnte"), Credential("hnte-loan.2", "shanghai-municipal sh.products.hnte", "cn.hnte")),
        new("giant-loan", "小巨人信用贷", "Little giant credit loan",
            Stage("giant-loan.1", "shanghai-municipal sh.products.littleGiant,以阶段代称号 / by the stage instead of the title", "jd.littleGiant")),
        new("tech-loan", "科创贷", "Tech loan", Stage("tech-loan.1", "不在规则文件中 / in no programme file", "jd.pool", "jd.hnte")),
        new(Performance, "履约贷", "Credit-insurance loan",
            Credential("performance-loan.1", "shanghai-municipal sh.products.performance(保险或担保、一年、1000万元由银行看每笔贷款 / insurance, term and amount are the loan's)", TechSmes.Credential)),
    ];

    private static object Stage(string id, string source, params string[] stages) => Item(id, "stageHeld", "所处阶段", "Stands on the stage", source, stages);

    private static object Credential(string id, string source, params string[] credentials) =>
        Item(id, "credentialValid", "有效资格", "Holds a valid title", source, credentials);

    private static object Item(string id, string metric, string zh, string en, string source, string[] value) => new
    {
        id, text = new { zh, en }, kind = "hard", evaluation = "auto", metric, @operator = "holds", value,
        note = $"推定(assumption): {source}; 仅由演示确认 / confirmed by the demo only",
    };
}
