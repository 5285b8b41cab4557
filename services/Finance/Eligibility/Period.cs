namespace Cultivation.Finance.Eligibility;

/// <summary>Days from one up to, not including, another.</summary>
internal readonly record struct Period(DateOnly From, DateOnly Until)
{
    public bool Holds(DateOnly day) => From <= day && day < Until;
}

/// <summary>Periods in order, with days between them.</summary>
internal static class Periods
{
    /// <summary>First day of a span that is in no period; null when all of it is held.</summary>
    public static DateOnly? FirstMissing(this IReadOnlyList<Period> periods, DateOnly from, DateOnly until)
    {
        if (until <= from)
            return null;
        var holding = periods.FirstOrDefault(p => p.Holds(from));
        if (holding == default)
            return from;
        return holding.Until < until ? holding.Until : null;
    }

    /// <summary>First day of the period that holds a day; null when none does.</summary>
    public static DateOnly? StartOf(this IReadOnlyList<Period> periods, DateOnly day) =>
        periods.FirstOrDefault(p => p.Holds(day)) is var period && period != default ? period.From : null;
}
