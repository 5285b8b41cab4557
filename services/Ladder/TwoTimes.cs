namespace Cultivation.Ladder;

/// <summary>A question "as of X, as known on Y". Without days it is asked about today, as known today.</summary>
/// <param name="AsOf">The day asked about.</param>
/// <param name="KnownOn">What was known by the end of this day.</param>
/// <param name="Provisional">That day is not over: the answer may still change.</param>
internal sealed record TwoTimes(DateOnly AsOf, DateOnly KnownOn, bool Provisional)
{
    /// <exception cref="RuleBroken"><c>known-on.future</c>.</exception>
    public TwoTimes(DateOnly? asOf, DateOnly? knownOn, DateOnly today) : this(asOf ?? knownOn ?? today, knownOn ?? today, (knownOn ?? today) == today)
    {
        if (KnownOn > today)
            throw new RuleBroken("known-on.future", new { knownOn });
    }

    /// <summary>SQL: a row of <c>stage_spans</c> or <c>recognition_spans</c> with this alias was known. Its parameter is KnownOn.</summary>
    public string Known(string span) =>
        Provisional ? $"{span}.known_to is null" : $"{span}.known_from <= @KnownOn and ({span}.known_to is null or {span}.known_to > @KnownOn)";

    /// <summary>SQL: such a row is valid. Its parameter is AsOf.</summary>
    public static string Valid(string span) => $"{span}.valid_from <= @AsOf and ({span}.valid_to is null or {span}.valid_to > @AsOf)";

    /// <summary>SQL: such a row began by the day, and did not end as it began. Its parameter is AsOf.</summary>
    public static string Began(string span) => $"{span}.valid_from <= @AsOf and ({span}.valid_to is null or {span}.valid_to > {span}.valid_from)";

    /// <summary>SQL: such a row holds: it was known and is valid.</summary>
    public string Holds(string span) => $"{Known(span)} and {Valid(span)}";
}
