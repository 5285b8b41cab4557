using Cultivation.Demo.Population;

namespace Cultivation.Demo.Loading;

/// <summary>A loan product of the demo.</summary>
/// <param name="Items">Its criteria, all of which must be met.</param>
internal sealed record LoanProduct(string Code, string NameZh, string NameEn, params object[] Items)
{
    /// <summary>What its criteria measure, where that is a figure: as programme files define it.</summary>
    public object Definitions { get; init; } = new { };

    /// <inheritdoc cref="Definitions"/>
    public object Metrics { get; init; } = new { };

    /// <summary>As products are published.</summary>
    public object Criteria => new { logic = "all", definitions = Definitions, metrics = Metrics, items = Items };
}

/// <summary>
/// The products of the programme files, and 科创贷. What makes a firm eligible for them is an assumption of those files, or known from a secondary source, so that
/// each criterion says in its note where it is from, how sure it is, and that only the demo confirms it. What a product asks of the loan itself is the bank's to look at.
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
        new("micro-loan", "科技微贷通", "Tech micro loan",
            Credential("micro-loan.1", "shanghai-municipal sh.products:小型、初创企业(500万元由银行看) / small early firms, up to 5 million yuan is the loan's", TechSmes.Credential),
            Item("micro-loan.2", "stageHeld", "尚未成为高新技术企业", "No high-tech enterprise yet", "初创以尚未到此阶段代之 / for early: not on that rung yet", Assumption, new[] { "jd.hnte", "jd.littleGiant" }, "lacks")),
        new("equity-loan", "投贷联动", "Loan beside an equity round",
            Stage("equity-loan.1", "shanghai-municipal sh.products:有上榜投资人的股权融资,本系统不记股权融资,以支持名单代之 / an equity round with a listed investor, of which nothing is on record: the support list instead", "support-list")),
    ];

    /// <summary>Those of Tongxiang (办法 of 2017, article 3, marked as ended in 2021): one rule for the three; guarantee, credit line and pledge are the bank's to look at.</summary>
    public static IReadOnlyList<LoanProduct> Tongxiang { get; } =
        [OfTongxiang("tx-guarantee", "科技担保贷款", "Guaranteed tech loan"), OfTongxiang("tx-credit", "科技信用贷款", "Tech credit loan"), OfTongxiang("tx-pledge", "专利权质押贷款", "Patent pledge loan")];

    private const string Assumption = "推定(assumption)";
    private const string Secondary = "二手来源(secondary)";

    private static LoanProduct OfTongxiang(string code, string zh, string en) => new(
        code, zh, en,
        Item($"{code}.1", "stageHeld", "在支持名单上", "On the support list", "tongxiang tx.l.1", Secondary, new[] { "support-list" }),
        Item($"{code}.2", "lastSales", "上年销售收入不超过5000万元", "Sales of at most 50 million yuan last year", "tongxiang tx.l.2(更大的企业逐户研究 / larger firms case by case)", Secondary, 50_000_000, "<="),
        Item($"{code}.3", "credentialValid", "高新技术企业或科技型中小企业", "High-tech enterprise or tech SME",
            "tongxiang tx.l.3(创新型、农业科技、专利示范、孵化企业不在资格目录中 / the other four kinds have no title on record)", Secondary, new[] { "cn.hnte", TechSmes.Credential }))
    {
        Definitions = new Dictionary<string, object> { ["sales.tx"] = new { fact = "sales", unit = "CNY", name = new { zh = "销售收入", en = "sales" }, text = new { zh = "年销售收入", en = "Sales of a year" } } },
        Metrics = new { lastSales = new { kind = "fact", definition = "sales.tx", unit = "CNY", name = new { zh = "销售收入", en = "sales" }, text = new { zh = "上一年", en = "Of the last year" } } },
    };

    private static object Stage(string id, string source, params string[] stages) => Item(id, "stageHeld", "所处阶段", "Stands on the stage", source, Assumption, stages);

    private static object Credential(string id, string source, params string[] credentials) =>
        Item(id, "credentialValid", "有效资格", "Holds a valid title", source, Assumption, credentials);

    private static object Item(string id, string metric, string zh, string en, string source, string sure, object value, string @operator = "holds") => new
    {
        id, text = new { zh, en }, kind = "hard", evaluation = "auto", metric, @operator, value,
        note = $"{sure}: {source}; 仅由演示确认 / confirmed by the demo only",
    };
}
