using Cultivation.Hosting;

namespace Cultivation.Finance.Subsidies.Schemes;

/// <summary>
/// A scheme's rules as data: every figure with how sure it is and where it is from. One that needs confirmation pays nothing before a person has
/// confirmed it with a document.
/// </summary>
/// <param name="Products">Codes of the loan products that count.</param>
/// <param name="Windows">In which days a loan must have been paid back in full, by year of the scheme.</param>
/// <param name="Rate">Part of the interest or the premium that is paid, as a fraction.</param>
/// <param name="Cap">Most for one firm and year, yuan; null value for none.</param>
/// <param name="Held">What the firm held on the first day of the loan; nothing for any firm.</param>
/// <param name="NotDishonest">Firms that stand on a list of seriously dishonest subjects get nothing, so far as the ladder knows of it.</param>
/// <param name="ConfirmWithin">Working days that a firm has from the receipt of its notice to confirm its account.</param>
public sealed record SchemeRules(
    SubsidyKind Kind, Figure<string[]> Products, Figure<Window[]> Windows, Figure<decimal> Rate, Figure<decimal?> Cap, Figure<Held> Held,
    Figure<bool> NotDishonest, Figure<int> ConfirmWithin)
{
    /// <summary>Names of the figures that a person must confirm.</summary>
    internal string[] ToConfirm() => [.. Marks().Where(m => m.Figure.NeedsConfirmation).Select(m => m.Name)];

    /// <exception cref="RuleBroken"><c>scheme.rules</c> with the figure that cannot be.</exception>
    internal void Check()
    {
        foreach (var (name, figure) in Marks())
            Require(figure.IsSound, name);
        Require(Products.Value.Length > 0, "products");
        var windows = Windows.Value.OrderBy(w => w.From).ToArray();
        // A loan is paid back in one window at most, so that it is paid for once.
        Require(windows.Length > 0 && windows.All(w => w.From <= w.To) && windows.Zip(windows.Skip(1)).All(p => p.First.To < p.Second.From), "windows");
        Require(windows.DistinctBy(w => w.Year).Count() == windows.Length, "windows");
        Require(Rate.Value is > 0 and <= 1, "rate");
        Require(Cap.Value is null or > 0, "cap");
        Require(ConfirmWithin.Value is > 0 and <= 60, "confirmWithin");
    }

    private static void Require(bool holds, string figure)
    {
        if (!holds)
            throw new RuleBroken("scheme.rules", new { figure });
    }

    private IEnumerable<(string Name, Figure Figure)> Marks() =>
    [
        ("products", Products), ("windows", Windows), ("rate", Rate), ("cap", Cap), ("held", Held), ("notDishonest", NotDishonest), ("confirmWithin", ConfirmWithin),
    ];
}

/// <summary>How sure a figure is.</summary>
/// <param name="Source">Document number and article, <c>沪科〔2025〕212号 二</c>.</param>
public abstract record Figure(Certainty Certainty, string Source, bool NeedsConfirmation)
{
    /// <summary>It has a value and a source, and an assumption, which is nobody's word yet, is marked to be confirmed.</summary>
    internal bool IsSound => HasValue && !string.IsNullOrWhiteSpace(Source) && (NeedsConfirmation || Certainty != Certainty.Assumption);

    internal abstract bool HasValue { get; }
}

/// <summary>A figure of a rule.</summary>
public sealed record Figure<T>(T Value, Certainty Certainty, string Source, bool NeedsConfirmation) : Figure(Certainty, Source, NeedsConfirmation)
{
    // No cap is a value, no list is none.
    internal override bool HasValue => Value is not null || Nullable.GetUnderlyingType(typeof(T)) is not null;
}

/// <summary>How a figure is known.</summary>
public enum Certainty
{
    /// <summary>Read in the document itself.</summary>
    Documented,

    /// <summary>Read in a copy or a report of it.</summary>
    Secondary,

    /// <summary>Nobody has read it.</summary>
    Assumption,
}

/// <summary>Days, both included, that belong to a year of the scheme.</summary>
public sealed record Window(int Year, DateOnly From, DateOnly To);

/// <summary>Any one of these stages or credentials; both lists empty asks for nothing.</summary>
public sealed record Held(string[] Stages, string[] Credentials);

/// <summary>What a scheme pays part of.</summary>
public enum SubsidyKind
{
    /// <summary>贷款贴息: the interest that was paid.</summary>
    Interest,

    /// <summary>保费补贴: the premium that was paid.</summary>
    Premium,
}
