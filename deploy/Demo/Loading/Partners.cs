namespace Cultivation.Demo.Loading;

/// <summary>The loan products, two banks with their agreements, and the approval of the units that lead finance in Jiading (annex of 2018, task 25).</summary>
internal static class Partners
{
    private const string From = "2026-01-01";
    private const string To = "2030-12-31";
    private static readonly (string Code, string NameZh, string NameEn)[] Units =
        [("jd-economy", "区经委", "District economic commission"), ("jd-assets", "区国资公司", "District state assets company")];

    public static async Task<int> Add(Work work)
    {
        foreach (var (gateway, products) in new[] { (work.Gateway, LoanProducts.All), (work.Gateway.In(Rules.Tongxiang), LoanProducts.Tongxiang) })
        {
            foreach (var product in products)
                await gateway.Post("api/finance/v1/products", new { product.Code, product.NameZh, product.NameEn, product.Criteria }, $"demo-product-{product.Code}");
        }
        await work.Gateway.Post(
            "api/finance/v1/lead-units",
            new { units = Units.Select(u => new { u.Code, u.NameZh, u.NameEn }), documentRef = "附件任务25 (2018-2020)" }, "demo-lead-units");
        await Bank(work, "bank-a", "演示银行甲", "Demo Bank A", [.. LoanProducts.All.Select(product => product.Code)]);
        await Bank(work, "bank-b", "演示银行乙", "Demo Bank B", "hnte-loan", "tech-loan", LoanProducts.Performance, "micro-loan");
        return LoanProducts.All.Count + LoanProducts.Tongxiang.Count + 7;
    }

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
}
