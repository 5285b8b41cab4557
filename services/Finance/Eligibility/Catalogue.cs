using Cultivation.Finance.Banks;
using Cultivation.Finance.Products;

namespace Cultivation.Finance.Eligibility;

/// <summary>What a district offers: its products with their rules, and its banks with their agreements. In order of their ids, so that decisions are repeatable.</summary>
internal sealed class Catalogue(IEnumerable<Product> products, IEnumerable<Bank> banks)
{
    private readonly Dictionary<string, Bank> byId = banks.ToDictionary(b => b.BankId, StringComparer.Ordinal);

    public IReadOnlyList<ProductRules> Products { get; } = [.. products.OrderBy(p => p.Code, StringComparer.Ordinal).Select(p => new ProductRules(p))];

    public Bank? Bank(string id) => byId.GetValueOrDefault(id);
}
