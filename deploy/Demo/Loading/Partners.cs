namespace Cultivation.Demo.Loading;

/// <summary>Three loan products, two banks with their agreements, and the approval of the units that lead finance in Jiading (annex of 2018, task 25).</summary>
internal static class Partners
{
    private const string From = "2026-01-01";
    private const string To = "2030-12-31";
    private static readonly (string Code, string NameZh, string NameEn)[] Units =
        [("jd-economy", "区经委", "District economic commission"), ("jd-assets", "区国资公司", "District state assets company")];

    public static async Task<int> Add(Work work)
    {
        await Product(work, "hnte-loan", "高企贷", "HNTE loan", Stage("hnte-loan.1", "jd.hnte"), Credential("hnte-loan.2", "cn.hnte"));
        await Product(work, "giant-loan", "小巨人信用贷", "Little giant credit loan", Stage("giant-loan.1", "jd.littleGiant"));
        await Product(work, "tech-loan", "科创贷", "Tech loan", Stage("tech-loan.1", "jd.pool", "jd.hnte"));
        await work.Gateway.Post(
            "api/finance/v1/lead-units",
            new { units = Units.Select(u => new { u.Code, u.NameZh, u.NameEn }), documentRef = "附件任务25 (2018-2020)" }, "demo-lead-units");
        await Bank(work, "bank-a", "演示银行甲", "Demo Bank A", "hnte-loan", "giant-loan", "tech-loan");
        await Bank(work, "bank-b", "演示银行乙", "Demo Bank B", "hnte-loan", "tech-loan");
        return 10;
    }

    private static Task Product(Work work, string code, string nameZh, string nameEn, params object[] items) => work.Gateway.Post(
        "api/finance/v1/products", new { code, nameZh, nameEn, criteria = new { logic = "all", items } }, $"demo-product-{code}");

    private static async Task Bank(Work work, string id, string nameZh, string nameEn, params string[] products)
    {
        await work.Gateway.Post(
            "api/finance/v1/banks", new { id, nameZh, nameEn, agreementRef = $"demo-agreement-{id}", products, from = From, to = To }, $"demo-bank-{id}");
        foreach (var unit in Units)
        {
            await work.Gateway.Post(
                $"api/finance/v1/banks/{id}/approvals", new { unit = unit.Code, documentRef = $"demo-approval-{unit.Code}-{id}", from = From, to = To },
                $"demo-approval-{unit.Code}-{id}");
        }
    }

    private static object Stage(string id, params string[] stages) => Item(id, "stageHeld", "所处阶段", "Stands on the stage", stages);

    private static object Credential(string id, params string[] credentials) =>
        Item(id, "credentialValid", "有效资格", "Holds a valid title", credentials);

    private static object Item(string id, string metric, string zh, string en, string[] value) =>
        new { id, text = new { zh, en }, kind = "hard", evaluation = "auto", metric, @operator = "holds", value };
}
