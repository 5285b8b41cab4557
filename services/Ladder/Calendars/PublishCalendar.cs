namespace Cultivation.Ladder.Calendars;

/// <summary>
/// Publishes the working-day calendar of a year, in the reference tenant. A later notice of the same year corrects it; each time the due days of
/// open cases are reckoned again.
/// </summary>
/// <param name="DocumentRef">The notice. One notice says one thing: other days need another notice.</param>
public sealed record PublishCalendar(int Year, DateOnly[] RestDays, DateOnly[] MakeupWorkdays, string DocumentRef)
{
    internal static object[] Decide(PublishCalendar command, WorkingCalendar? published)
    {
        Require.Text(command.DocumentRef, nameof(DocumentRef));
        DateOnly[] rest = [.. command.RestDays.Order()], makeup = [.. command.MakeupWorkdays.Order()];
        if (command.Year is < 2000 or > 2100 || rest.Concat(makeup).Any(d => d.Year != command.Year))
            throw new RuleBroken("calendar.other-year", new { command.Year });
        if (rest.Concat(makeup).Distinct().Count() != rest.Length + makeup.Length)
            throw new RuleBroken("calendar.day-twice");
        if (makeup.FirstOrDefault(d => d.DayOfWeek is not (DayOfWeek.Saturday or DayOfWeek.Sunday)) is { Year: > 1 } weekday)
            throw new RuleBroken("calendar.makeup-on-weekday", new { day = weekday });
        if (published is null)
            return [new WorkingDayCalendarPublished(command.Year, rest, makeup, command.DocumentRef)];
        var same = published.Earlier.Append(new(published.RestDays, published.MakeupWorkdays, published.DocumentRef))
            .LastOrDefault(n => n.DocumentRef == command.DocumentRef);
        if (same is null)
            return [new WorkingDayCalendarPublished(command.Year, rest, makeup, command.DocumentRef)];
        return same.RestDays.SequenceEqual(rest) && same.MakeupWorkdays.SequenceEqual(makeup)
            ? []
            : throw new RuleBroken("calendar.published", new { command.Year, same.DocumentRef });
    }

    internal static void Map(IEndpointRouteBuilder routes) =>
        routes.MapPost("/calendars", Handle).IsCommand(Roles.Policy).Produces<CalendarPublished>(StatusCodes.Status201Created);

    private static async Task<Reply> Handle(PublishCalendar command, CommandContext context, CancellationToken cancellation)
    {
        if (context.Tenant != "000000")
            throw new RuleBroken("calendar.other-tenant", new { district = context.Tenant });
        var stream = await context.Session.Events.FetchForWriting<WorkingCalendar>(WorkingCalendar.Key(command.Year), cancellation);
        var happened = Decide(command, stream.Aggregate);
        if (happened.Length == 0)
            return Reply.Ok(new CalendarPublished(command.Year));
        stream.AppendMany(happened);
        return Reply.Created($"calendars/{command.Year}", new CalendarPublished(command.Year), (stream.StartingVersion ?? 0) + 1);
    }
}

internal sealed record CalendarPublished(int Year);
