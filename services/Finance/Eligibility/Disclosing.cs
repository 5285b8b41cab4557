using Cultivation.Finance.Banks;
using Cultivation.Finance.Products;

namespace Cultivation.Finance.Eligibility;

/// <summary>One bank, one product, one firm: what was claimed, what was told, and a disclosure about it.</summary>
internal sealed class Disclosing(Decision decision, Bank bank, Consent consent, ProductRules product, KnownEnds ends, DateOnly today)
{
    public Bank Bank => bank;

    public ProductRules Product => product;

    public DateOnly Today => today;

    public FirmAccount Account => decision.Account;

    /// <summary>The first day on which, by what is known now, the criteria will be met no more.</summary>
    public DateOnly? KnownEnd => ends.Of(product);

    /// <summary>The bank is told by what the firm meets the criteria.</summary>
    public bool WithCriteria => consent.CoversCriteria;

    /// <summary>By what the firm meets the criteria today, where its consent covers that; else null.</summary>
    public MetCriterion[]? Criteria => WithCriteria ? product.At(today).MetBy(Account, today) : null;

    /// <summary>The claims about the product, oldest first.</summary>
    public Claim[] Claims => [.. Account.Claims.Where(c => c.ProductCode == product.Code)];

    /// <summary>What the bank was told of a claim; null for nothing.</summary>
    public Telling? Told(Claim claim) => Account.Tellings.FirstOrDefault(t => t.BankId == bank.BankId && t.Claim == claim.Number);

    public void Add(EligibilityDisclosed told) => decision.Add(told);

    public EligibilityDisclosed Row(DisclosureKind kind, long claim, bool eligible, DateOnly effectiveOn, Basis basis) =>
        new(bank.BankId, kind, claim, Account.CreditCode, Account.LegalName, product.Names, eligible, effectiveOn, basis, null);
}

/// <summary>Known ends of one account: the same for every bank, so that each is looked for once.</summary>
internal sealed class KnownEnds(FirmAccount account, DateOnly today)
{
    private readonly Dictionary<ProductRules, DateOnly?> found = [];

    public DateOnly? Of(ProductRules product) =>
        found.TryGetValue(product, out var end) ? end : found[product] = product.KnownEnd(account, today);
}
