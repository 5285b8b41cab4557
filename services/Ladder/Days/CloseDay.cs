using System.Globalization;

namespace Cultivation.Ladder.Days;

/// <summary>Closes a day that is over: once, by the stream <c>day:{date}</c>.</summary>
internal static class CloseDay
{
    public static DayClosed Decide(DateOnly day, DateOnly today, int expired, int lapsed = 0, int ended = 0) =>
        day < today ? new DayClosed(day, expired, lapsed, ended) : throw new RuleBroken("day.not-over", new { day });

    public static void Map(IEndpointRouteBuilder routes) =>
        routes.MapPost("/days/{date}/closing", Handle).IsCommand(Roles.CaseWorker, Roles.Supervisor, Roles.Service).Produces<DayExpired>();

    private static async Task<Reply> Handle(string date, CommandContext context, DueOfDay due, CancellationToken cancellation)
    {
        if (!DateOnly.TryParseExact(date, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day))
            throw new RuleBroken("day.malformed", new { date });
        var stream = await context.Session.Events.FetchForWriting<ClosedDay>(ClosedDay.Key(day), cancellation);
        if (stream.Aggregate is { } earlier)
            return Reply.Ok(new DayExpired(earlier.Expired, earlier.Lapsed, earlier.Ended));
        _ = Decide(day, context.Today, 0);
        var closed = await due.Run(context.Tenant, day, context.Person.Subject, context.KnownSince, cancellation);
        stream.AppendOne(Decide(day, context.Today, closed.Expired, closed.Lapsed, closed.Ended));
        return Reply.Ok(new DayExpired(closed.Expired, closed.Lapsed, closed.Ended));
    }
}

internal sealed record DayExpired(int Expired, int Lapsed, int Ended);
