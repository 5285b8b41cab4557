using Cultivation.Ladder.Days;
using JasperFx.Events;

namespace Cultivation.Ladder;

/// <summary>A question "as of X, as known on Y". Without days it is asked about today, as known today.</summary>
/// <param name="AsOf">The day asked about.</param>
/// <param name="KnownOn">What was known by the end of this day.</param>
/// <param name="Provisional">That day is not over: the answer may still change.</param>
/// <param name="Cut">
/// Closing position of that day: what stands in the log up to here was known by its end, whatever clock recorded it. Null where the day's is not recorded: then
/// the clocks of those who recorded decide. Imported history is known by its mark either way.
/// </param>
internal sealed record TwoTimes(DateOnly AsOf, DateOnly KnownOn, bool Provisional, long? Cut = null)
{
    /// <exception cref="RuleBroken"><c>known-on.future</c>.</exception>
    public TwoTimes(DateOnly? asOf, DateOnly? knownOn, DateOnly today) : this(asOf ?? knownOn ?? today, knownOn ?? today, (knownOn ?? today) == today)
    {
        if (KnownOn > today)
            throw new RuleBroken("known-on.future", new { knownOn });
    }

    /// <summary>The question of a request, with the closing position of its day of knowledge.</summary>
    /// <exception cref="RuleBroken"><c>known-on.future</c>.</exception>
    public static async Task<TwoTimes> Ask(QueryContext context, DateOnly? asOf, DateOnly? knownOn, CancellationToken cancellation)
    {
        var asked = new TwoTimes(asOf, knownOn, context.Today);
        return asked.Provisional ? asked : asked with { Cut = (await context.Session.LoadAsync<ClosedDay>(ClosedDay.Key(asked.KnownOn), cancellation))?.Position };
    }

    /// <summary>
    /// The same about what the commission itself does, such as cases and leads: its acts are of the day on which they are recorded, so that by X, as known on Y, those are done
    /// that were recorded by the earlier of the two.
    /// </summary>
    /// <exception cref="RuleBroken"><c>known-on.future</c>.</exception>
    public static Task<TwoTimes> AskOfActs(QueryContext context, DateOnly? asOf, DateOnly? knownOn, CancellationToken cancellation)
    {
        var asked = new TwoTimes(asOf, knownOn, context.Today);
        var earlier = asked.AsOf < asked.KnownOn ? asked.AsOf : asked.KnownOn;
        return Ask(context, earlier, earlier, cancellation);
    }

    /// <summary>The question is about now.</summary>
    public bool Now => Provisional && AsOf >= KnownOn;

    /// <summary>An event was known.</summary>
    public bool Knows(IEvent happened) =>
        KnownAt.Of(happened) is var at && (at.Position is { } position && Cut is { } cut ? position <= cut : at.On <= KnownOn);

    /// <summary>SQL: the same of an event with this alias. Its parameters are KnownOn and Cut.</summary>
    public static string KnowsEvent(string alias) => $"""
        case when {alias}.headers ->> 'knownSince' is not null then left({alias}.headers ->> 'knownSince', 10)::date <= @KnownOn
            else coalesce({alias}.seq_id <= @Cut, ({alias}.timestamp at time zone 'Asia/Shanghai')::date <= @KnownOn) end
        """;

    /// <summary>SQL: a row of <c>stage_spans</c> or a table like it with this alias was known. Its parameters are KnownOn and Cut.</summary>
    public string Known(string span) => Provisional ? $"{span}.known_to is null" : $"{Since($"{span}.known_from", $"{span}.known_at")} and {Until(span)}";

    /// <summary>SQL: what became known on a day, at a position, was known. Its parameters are KnownOn and Cut.</summary>
    public string Learnt(string day, string position) => Provisional ? "true" : Since(day, position);

    /// <summary>SQL: a firm of <c>firm_list</c> with this alias was not known to be gone by the day that this SQL gives. Its parameters are KnownOn and Cut.</summary>
    public string Here(string firm, string day) =>
        $"not coalesce({firm}.gone_on <= {day} and {Learnt($"coalesce({firm}.gone_known, {firm}.gone_on)", $"{firm}.gone_at")}, false)";

    private static string Since(string day, string position) => $"coalesce({position} <= @Cut, {day} <= @KnownOn)";

    /// <summary>SQL: such a row is valid. Its parameter is AsOf.</summary>
    public static string Valid(string span) => $"{span}.valid_from <= @AsOf and ({span}.valid_to is null or {span}.valid_to > @AsOf)";

    /// <summary>SQL: such a row began by the day, and did not end as it began. Its parameter is AsOf.</summary>
    public static string Began(string span) => $"{span}.valid_from <= @AsOf and ({span}.valid_to is null or {span}.valid_to > {span}.valid_from)";

    /// <summary>SQL: such a row holds: it was known and is valid.</summary>
    public string Holds(string span) => $"{Known(span)} and {Valid(span)}";

    private static string Until(string span) => $"({span}.known_to is null or not {Since($"{span}.known_to", $"{span}.known_until")})";
}
