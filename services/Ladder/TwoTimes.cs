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
    /// <summary>SQL: a row of <c>stage_spans</c> or <c>recognition_spans</c> with this alias holds. Its parameters are AsOf and KnownOn.</summary>
    public string Holds(string span) =>
        $"{(Provisional ? $"{span}.known_to is null" : $"{span}.known_from <= @KnownOn and ({span}.known_to is null or {span}.known_to > @KnownOn)")}"
        + $" and {span}.valid_from <= @AsOf and ({span}.valid_to is null or {span}.valid_to > @AsOf)";
}
