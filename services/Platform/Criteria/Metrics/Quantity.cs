namespace Cultivation.Criteria;

/// <summary>A number that can be compared with a threshold exactly. Nothing is divided or rooted before it is compared.</summary>
internal abstract record Quantity(string Unit)
{
    /// <summary>Sign of (this minus threshold), exact.</summary>
    public abstract int CompareTo(decimal threshold);

    /// <summary>For reading.</summary>
    public abstract decimal Value { get; }

    /// <summary>How much the figure on top must change to reach the threshold; null where that says no more than the plain gap.</summary>
    public virtual decimal? Amount(decimal threshold) => null;

    public virtual string? AmountUnit => null;

    /// <summary>The day on which time alone brings it to the threshold.</summary>
    public virtual DateOnly? ReachedOn(decimal threshold) => null;
}

internal sealed record Plain(decimal Number, string Unit) : Quantity(Unit)
{
    public override int CompareTo(decimal threshold) => Number.CompareTo(threshold);
    public override decimal Value => Number;
}

/// <summary>Numerator over a denominator above zero, compared by multiplying across.</summary>
internal sealed record Ratio(decimal Numerator, decimal Denominator, string Of) : Quantity("ratio")
{
    public override int CompareTo(decimal threshold) => Numerator.CompareTo(threshold * Denominator);
    public override decimal Value => Numerator / Denominator;
    public override decimal? Amount(decimal threshold) => Math.Abs(threshold * Denominator - Numerator);
    public override string? AmountUnit => Of;
}

/// <summary>(last / first)^(1/intervals) - 1 with first above zero; compared as last against first × (1 + threshold)^intervals.</summary>
internal sealed record CompoundGrowth(decimal First, decimal Last, int Intervals, string Of) : Quantity("ratio")
{
    public override int CompareTo(decimal threshold) => Last.CompareTo(Needed(threshold));
    public override decimal Value => Last <= 0 ? -1 : (decimal)Math.Round(Math.Pow((double)(Last / First), 1.0 / Intervals) - 1, 6);
    public override decimal? Amount(decimal threshold) => Math.Abs(Needed(threshold) - Last);
    public override string? AmountUnit => Of;

    private decimal Needed(decimal threshold)
    {
        var needed = First;
        for (var interval = 0; interval < Intervals; interval++)
            needed *= 1 + threshold;
        return needed;
    }
}

/// <summary>The mean of yearly growth rates, all bases above zero; compared with every rate brought to the common denominator.</summary>
internal sealed record AverageGrowth(ImmutableArray<decimal> Years) : Quantity("ratio")
{
    public override int CompareTo(decimal threshold)
    {
        decimal product = 1, sum = 0;
        foreach (var bottom in Years[..^1])
            product *= bottom;
        for (var year = 1; year < Years.Length; year++)
            sum += OthersThan(year - 1) * Years[year];
        return sum.CompareTo((Years.Length - 1) * (1 + threshold) * product);
    }

    public override decimal Value => Enumerable.Range(1, Years.Length - 1).Average(year => Years[year] / Years[year - 1] - 1);

    private decimal OthersThan(int skipped)
    {
        decimal product = 1;
        for (var year = 0; year < Years.Length - 1; year++)
            if (year != skipped)
                product *= Years[year];
        return product;
    }
}

/// <summary>
/// Calendar time since a day. Years and months are compared by the calendar: "five years or less" holds up to the fifth anniversary, which for
/// 29 February is the 28th in a common year (民法典 art. 202: no corresponding day, so the month's last).
/// </summary>
internal sealed record Elapsed(DateOnly Since, DateOnly Until, string Unit) : Quantity(Unit)
{
    public override int CompareTo(decimal threshold) => Until.CompareTo(After(threshold));

    public override decimal Value => Unit switch
    {
        "calendarDay" => Until.DayNumber - Since.DayNumber,
        "month" => Whole,
        _ => Math.Floor(Whole / 12m),
    };

    public override DateOnly? ReachedOn(decimal threshold) => After(threshold);

    private int Whole
    {
        get
        {
            var months = (Until.Year - Since.Year) * 12 + Until.Month - Since.Month;
            return Since.AddMonths(months) > Until ? months - 1 : months;
        }
    }

    private DateOnly After(decimal threshold) => Unit switch
    {
        "calendarDay" => Since.AddDays((int)threshold),
        "month" => Since.AddMonths((int)threshold),
        _ => Since.AddYears((int)threshold),
    };
}
