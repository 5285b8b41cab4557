using Cultivation.Finance.Banks;
using Cultivation.Finance.Products;

namespace Cultivation.Finance.Eligibility;

/// <summary>
/// What a district offers: its products with their rules, its banks with their agreements, and the units that have to approve of a
/// disclosure. In order of their ids, so that decisions are repeatable.
/// </summary>
/// <param name="units">The lead units; null while none are named, nor that there are none.</param>
internal sealed class Catalogue(IEnumerable<Product> products, IEnumerable<Bank> banks, LeadUnits? units)
{
    private IReadOnlySet<string>? metrics;
    private readonly Dictionary<string, Bank> byId = banks.ToDictionary(b => b.BankId, StringComparer.Ordinal);

    public IReadOnlyList<ProductRules> Products { get; } = [.. products.OrderBy(p => p.Code, StringComparer.Ordinal).Select(p => new ProductRules(p))];

    /// <summary>The annual figures that any product's rule reads, by what they measure.</summary>
    public IReadOnlySet<string> Metrics => metrics ??= Products.SelectMany(p => p.Metrics).ToHashSet(StringComparer.Ordinal);

    public Bank? Bank(string id) => byId.GetValueOrDefault(id);

    /// <summary>The bank may be told about the product on a day: its agreement covers it, and every lead unit of the district has approved.</summary>
    public bool Covers(Bank bank, string product, DateOnly day) => bank.Covers(product, day) && LeadUnits.Silence(units, bank, day) is null;

    /// <summary>The first day, not after today, on which the bank may not be told about the product though it was before; today where that is not known.</summary>
    public DateOnly CoveredUntil(Bank bank, string product, DateOnly today)
    {
        var ends = (units?.Units ?? []).Select(unit => bank.ApprovedThrough(unit.Code)).Append(bank.Agreement is { } a && a.Products.Contains(product) ? a.To : null);
        return ends.OfType<DateOnly>().Where(last => last < today).Select(last => last.AddDays(1)).DefaultIfEmpty(today).Min();
    }
}
