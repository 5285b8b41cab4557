namespace Cultivation.Ladder.Days;

/// <summary>Closes a day that is over: once, by the stream <c>day:{date}</c>.</summary>
internal static class CloseDay
{
    public static DayClosed Decide(DayClosed over, DateOnly today) =>
        over.Day < today ? over : throw new RuleBroken("day.not-over", new { over.Day });

    public static void Map(IEndpointRouteBuilder routes) =>
        routes.MapPost("/days/{date}/closing", Handle).IsCommand(Roles.CaseWorker, Roles.Supervisor, Roles.Service).Produces<DayExpired>();

    /// <exception cref="RuleBroken"><c>day.malformed</c>.</exception>
    internal static DateOnly Day(string date) => Paging.Day(date) ?? throw new RuleBroken("day.malformed", new { date });

    private static async Task<Reply> Handle(string date, CommandContext context, DueOfDay due, CancellationToken cancellation)
    {
        var day = Day(date);
        var stream = await context.Session.Events.FetchForWriting<ClosedDay>(ClosedDay.Key(day), cancellation);
        if (stream.Aggregate is { } earlier)
            return Reply.Ok(new DayExpired(earlier.Expired, earlier.Lapsed, earlier.Ended));
        _ = Decide(new(day, 0), context.Today);
        var closed = await due.Run(context.Tenant, day, context.Person.Subject, context.KnownSince, cancellation);
        stream.AppendOne(closed);
        return Reply.Ok(new DayExpired(closed.Expired, closed.Lapsed, closed.Ended));
    }
}

internal sealed record DayExpired(int Expired, int Lapsed, int Ended);
