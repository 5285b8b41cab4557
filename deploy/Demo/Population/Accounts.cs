namespace Cultivation.Demo.Population;

/// <summary>
/// The yearly figures of a firm. From the year of the first certificate on they meet the eight conditions of 国科发火〔2016〕32号;
/// up to three years before it they may miss one or two, so that a candidate's road is worth reading.
/// </summary>
internal sealed class Accounts
{
    private readonly Firm _firm;
    private readonly int _first;
    private readonly decimal _sales, _growth, _rd, _domestic, _tech, _highTech, _perHead;
    private readonly bool _edge;

    public Accounts(Firm firm)
    {
        var draw = new Draw("accounts", firm.Number);
        (_firm, _first) = (firm, firm.FirstYear ?? firm.EstablishedOn.Year + 6);
        _sales = (firm.Steady, draw.Below(10)) switch
        {
            (true, _) => draw.Between(28m, 240m), (_, < 6) => draw.Between(3m, 45m), (_, < 9) => draw.Between(45m, 220m), _ => draw.Between(220m, 900m),
        };
        _growth = firm.Steady ? draw.Between(0.14m, 0.30m) : draw.Between(-0.03m, 0.20m);
        (_rd, _domestic) = (draw.Between(0.011m, 0.045m), draw.Between(0.82m, 1m));
        (_tech, _highTech) = (draw.Between(0.13m, 0.45m), draw.Between(0.64m, 0.96m));
        _perHead = draw.Between(0.5m, 1.3m);
        _edge = !firm.Steady && draw.Chance(3);
    }

    /// <summary>The figures of one fiscal year, rounded as an audit gives them.</summary>
    public Year Of(int fiscalYear)
    {
        var (shortfall, sales) = (Shortfalls.Of(_firm), Sales(fiscalYear));
        // Shares of the last year are short until three years before the certificate, shares of three years until four before.
        var (lastYear, threeYears) = (fiscalYear <= _first - 3, fiscalYear <= _first - 4);
        // The floor of a year with less sales, which may be the last one of the three.
        var floor = Floor(_edge ? sales : sales * 0.75m);
        var share = shortfall.HasFlag(Shortfall.Research) ? floor * (threeYears ? 0.7m : 1.3m) : _edge ? floor : floor + _rd;
        var rd = Math.Round(sales * share, 2);
        var domestic = shortfall.HasFlag(Shortfall.Domestic) ? threeYears ? 0.35m : 0.82m : _domestic;
        var highTech = lastYear && shortfall.HasFlag(Shortfall.Income)
            ? new Draw("income", _firm.Number, fiscalYear).Between(0.50m, 0.59m)
            : _edge ? 0.6m : _highTech;
        var staff = Math.Max(10, (int)(sales / 1_000_000 / _perHead) / 10 * 10);
        var tech = lastYear && shortfall.HasFlag(Shortfall.Staff) ? (int)(staff * 0.09m) : _edge ? staff / 10 : (int)Math.Ceiling(staff * _tech);
        var silent = lastYear && shortfall.HasFlag(Shortfall.Unreported);
        return new(
            sales, rd, Math.Round(rd * domestic, 2), Math.Round(sales * highTech, 2), staff, silent ? null : tech,
            Math.Max(1, tech * 4 / 5), Math.Round(sales * 0.97m, 2));
    }

    // 国科发火〔2016〕32号, article 11(5): the share of R&D by the sales of the last year, tops inclusive.
    private static decimal Floor(decimal sales) => sales switch { <= 50_000_000 => 0.05m, <= 200_000_000 => 0.04m, _ => 0.03m };

    // Anchored at the year before the first certificate; growth calms down six years later.
    private decimal Sales(int year)
    {
        if (_edge)
            return 50_000_000;
        var sales = _sales;
        for (var y = _first; y <= year; y++)
            sales *= 1 + (y < _first + 6 ? _growth : _growth / 5);
        for (var y = _first - 2; y >= year; y--)
            sales /= 1 + _growth;
        return Math.Round(sales * new Draw("sales", _firm.Number, year).Between(0.95m, 1.05m) * 10_000) * 100;
    }

    /// <summary>Money in yuan; heads of staff.</summary>
    /// <param name="Tech">Tech staff by 183 days of work (195号); null where the firm did not say.</param>
    /// <param name="Research">Research staff at the year's end, as the call for little giants counts them.</param>
    internal sealed record Year(
        decimal Sales, decimal Rd, decimal DomesticRd, decimal HighTech, int Staff, int? Tech, int Research, decimal MainRevenue);
}

/// <summary>What a firm misses while it is not ready: a share of the eight conditions, or the figure of its tech staff.</summary>
[Flags]
internal enum Shortfall { None = 0, Research = 1, Staff = 2, Income = 4, Domestic = 8, Unreported = 16 }

internal static class Shortfalls
{
    /// <summary>One for most, two for every third.</summary>
    public static Shortfall Of(Firm firm)
    {
        var draw = new Draw("shortfall", firm.Number);
        Shortfall[] all = [Shortfall.Research, Shortfall.Staff, Shortfall.Income, Shortfall.Domestic, Shortfall.Unreported];
        var one = draw.OneOf(all);
        return draw.Below(3) == 0 ? one | draw.OneOf(all) : one;
    }
}
