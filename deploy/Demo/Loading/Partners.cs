namespace Cultivation.Demo.Loading;

/// <summary>Three loan products, and two banks with their agreements.</summary>
internal static class Partners
{
    public static async Task<int> Add(Work work)
    {
        await Product(work, "hnte-loan", "高企贷", "HNTE loan", Stage("hnte-loan.1", "jd.hnte"), Credential("hnte-loan.2", "cn.hnte"));
        await Product(work, "giant-loan", "小巨人信用贷", "Little giant credit loan", Stage("giant-loan.1", "jd.littleGiant"));
        await Product(work, "tech-loan", "科创贷", "Tech loan", Stage("tech-loan.1", "jd.pool", "jd.hnte"));
        await Bank(work, "bank-a", "演示银行甲", "Demo Bank A", "hnte-loan", "giant-loan", "tech-loan");
        await Bank(work, "bank-b", "演示银行乙", "Demo Bank B", "hnte-loan", "tech-loan");
        return 5;
    }

    private static Task Product(Work work, string code, string nameZh, string nameEn, params object[] items) => work.Gateway.Post(
        "api/finance/v1/products", new { code, nameZh, nameEn, criteria = new { logic = "all", items } }, $"demo-product-{code}");

    private static Task Bank(Work work, string id, string nameZh, string nameEn, params string[] products) => work.Gateway.Post(
        "api/finance/v1/banks",
        new { id, nameZh, nameEn, agreementRef = $"demo-agreement-{id}", products, from = "2026-01-01", to = "2030-12-31" },
        $"demo-bank-{id}");

    private static object Stage(string id, params string[] stages) => Item(id, "stageHeld", "所处阶段", "Stands on the stage", stages);

    private static object Credential(string id, params string[] credentials) =>
        Item(id, "credentialValid", "有效资格", "Holds a valid title", credentials);

    private static object Item(string id, string metric, string zh, string en, string[] value) =>
        new { id, text = new { zh, en }, kind = "hard", evaluation = "auto", metric, @operator = "holds", value };
}
