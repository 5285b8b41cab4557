using Cultivation.Finance.Eligibility;
using Cultivation.Finance.Eligibility.Figures;

namespace Cultivation.Finance.Products;

/// <summary>A product's rule versions, parsed and ready to judge. Pure.</summary>
internal sealed class ProductRules(Product product)
{
    private readonly ProductRule[] versions = [.. product.Rules.Select(r => new ProductRule(r))];
    private IReadOnlySet<string>? metrics;

    public string Code => product.Code;

    public ProductNames Names { get; } = new(product.Code, product.NameZh, product.NameEn);

    /// <summary>The version that judges a day; the first one judges all days before it too.</summary>
    public ProductRule At(DateOnly day) => versions.LastOrDefault(v => v.From <= day) ?? versions[0];

    /// <summary>The annual figures that any version reads, by what they measure.</summary>
    public IReadOnlySet<string> Metrics => metrics ??= versions.SelectMany(v => v.Metrics).ToHashSet(StringComparer.Ordinal);

    /// <summary>The days up to today on which the criteria are met. Between two days on which something began or ended nothing changes.</summary>
    public List<Period> MetDays(FirmAccount account, DateOnly today)
    {
        var met = new List<Period>();
        DateOnly? since = null;
        foreach (var day in Days(account).Where(day => day <= today))
        {
            if (IsMet(account, day))
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
    public DateOnly? KnownEnd(FirmAccount account, DateOnly today)
    {
        foreach (var day in Days(account).Where(day => day > today))
        {
            if (!IsMet(account, day))
                return day;
        }
        return null;
    }

    /// <summary>The days, in order, on which time alone may change the answer.</summary>
    public IEnumerable<DateOnly> Turns(FirmAccount account) => versions.SelectMany(v => v.Turns(account)).Distinct().Order();

    /// <summary>On what eligibility from a day on rests: what began on it, else the rule that did, else what began latest before it.</summary>
    public Basis Grounds(FirmAccount account, DateOnly day)
    {
        var (since, start) = account.Holdings.Where(h => At(day).Names.Contains(h.Code) && h.On(day)).Select(h => (h.From, h.Start))
            .Concat(Read(account, day).Where(f => f.KnownOn <= day).Select(f => (From: f.KnownOn, f.Start))).OrderBy(one => one.From).LastOrDefault();
        return start is not null && (since == day || versions[1..].All(v => v.From != day)) ? start : Published(day);
    }

    /// <summary>
    /// By what the criteria are met no more from a day on: that the firm is gone, what ended on it, a figure that was recorded on it, the rule that began on it, a year that
    /// did; else what ended latest before it.
    /// </summary>
    public (Basis Basis, bool Retroactive) Ending(FirmAccount account, DateOnly day)
    {
        if (!account.IsHere(day))
            return (account.Gone!.By, account.Gone.Retroactive);
        var ended = account.Holdings.Where(h => At(day).Names.Contains(h.Code) && h.Until <= day).OrderBy(h => h.Until).ThenBy(h => h.From).LastOrDefault();
        if (ended?.Until == day)
            return (ended.Ending, ended.Retroactive);
        if (Read(account, day).LastOrDefault(f => f.KnownOn == day) is { } figure)
            return (figure.Start, false);
        if (versions[1..].Any(v => v.From == day))
            return (Published(day), false);
        if (Turns(account).Contains(day))
            return (Published(day) with { Kind = "periodEnded" }, false);
        return ended is null ? (Published(day), false) : (ended.Ending, ended.Retroactive);
    }

    private bool IsMet(FirmAccount account, DateOnly day) => account.IsHere(day) && At(day).IsMet(account, day);

    private IEnumerable<Figure> Read(FirmAccount account, DateOnly day) => account.Figures.Where(f => At(day).Metrics.Contains(f.Metric));

    private SortedSet<DateOnly> Days(FirmAccount account) =>
    [
        .. versions.Select(v => v.From), .. account.Holdings.SelectMany(h => new[] { h.From, h.Until ?? h.From }), .. account.Figures.Select(f => f.KnownOn),
        .. Turns(account), .. account.Gone is { } gone ? new[] { gone.On } : [],
    ];

    /// <summary>The rule's own publication as a basis.</summary>
    public Basis Published(DateOnly day) => new("productPublished", $"{Product.Key(Code)}:{At(day).Number}");
}
