using System.Text.Json;

namespace Cultivation.Finance.Products;

/// <summary>A loan product with all versions of its rule; stream <c>product:{code}</c>.</summary>
public sealed record Product(string Id, string Code, string NameZh, string NameEn, RuleVersion[] Rules, long Version)
{
    /// <summary>Before the first event.</summary>
    public Product() : this("", "", "", "", [], 0) { }

    /// <summary>Key of the product's stream.</summary>
    public static string Key(string code) => $"product:{code}";

    /// <summary>The state after one more event.</summary>
    public Product Evolve(object happened) => happened switch
    {
        ProductPublished p => this with
        {
            Id = Key(p.Code), Code = p.Code, NameZh = p.NameZh, NameEn = p.NameEn, Rules = [.. Rules, new RuleVersion(Rules.Length + 1, p.From, p.Criteria)],
        },
        _ => this,
    };
}

/// <summary>One version of a product's rule.</summary>
/// <param name="Number">1 for the first.</param>
/// <param name="From">First day on which it judges.</param>
public sealed record RuleVersion(int Number, DateOnly From, JsonElement Criteria);
