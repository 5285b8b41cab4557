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
}
