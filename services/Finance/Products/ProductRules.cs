using Cultivation.Finance.Eligibility;

namespace Cultivation.Finance.Products;

/// <summary>A product's rule versions, parsed and ready to judge. Pure.</summary>
internal sealed class ProductRules(Product product)
{
    private readonly ProductRule[] versions = [.. product.Rules.Select(r => new ProductRule(r))];

    public string Code => product.Code;

    public ProductNames Names { get; } = new(product.Code, product.NameZh, product.NameEn);

    /// <summary>The version that judges a day; the first one judges all days before it too.</summary>
    public ProductRule At(DateOnly day) => versions.LastOrDefault(v => v.From <= day) ?? versions[0];

    /// <summary>The days up to today on which the criteria are met. Between two days on which something began or ended nothing changes.</summary>
    public List<Period> MetDays(IReadOnlyCollection<Holding> holdings, DateOnly today)
    {
        var days = new SortedSet<DateOnly>(versions.Select(v => v.From));
        foreach (var holding in holdings)
        {
            days.Add(holding.From);
            if (holding.Until is { } until)
                days.Add(until);
        }
        days.RemoveWhere(day => day > today);
        var met = new List<Period>();
        DateOnly? since = null;
        foreach (var day in days)
        {
            var now = At(day).IsMet(holdings, day);
            if (now)
                since ??= day;
            else if (since is { } start)
            {
                met.Add(new Period(start, day));
                since = null;
            }
        }
        if (since is { } open)
            met.Add(new Period(open, DateOnly.MaxValue));
        return met;
    }

    /// <summary>The first day after today on which, by what is known now, the criteria will be met no more; null when none is known.</summary>
    public DateOnly? KnownEnd(IReadOnlyCollection<Holding> holdings, DateOnly today)
    {
        var days = holdings.SelectMany(h => new[] { h.From, h.Until ?? h.From }).Concat(versions.Select(v => v.From)).Where(day => day > today);
        foreach (var day in days.Distinct().Order())
        {
            if (!At(day).IsMet(holdings, day))
                return day;
        }
        return null;
    }

    /// <summary>On what eligibility from a day on rests: what began on it, else the rule that did, else what was held latest.</summary>
    public Basis Grounds(IReadOnlyCollection<Holding> holdings, DateOnly day)
    {
        var named = holdings.Where(h => At(day).Names.Contains(h.Code) && h.On(day)).OrderBy(h => h.From).LastOrDefault();
        return named is not null && (named.From == day || versions[1..].All(v => v.From != day)) ? named.Start : Published(day);
    }

    /// <summary>The holding whose end left the criteria unmet from a day on; null when a new version of the rule did.</summary>
    public Holding? LastEnded(IReadOnlyCollection<Holding> holdings, DateOnly day)
    {
        var last = holdings.Where(h => At(day).Names.Contains(h.Code) && h.Until <= day).OrderBy(h => h.Until).ThenBy(h => h.From).LastOrDefault();
        return last?.Until == day || versions[1..].All(v => v.From != day) ? last : null;
    }

    /// <summary>The rule's own publication as a basis.</summary>
    public Basis Published(DateOnly day) => new("productPublished", $"{Product.Key(Code)}:{At(day).Number}");
}
