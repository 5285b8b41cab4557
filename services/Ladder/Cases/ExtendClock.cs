using Cultivation.Ladder.Calendars;

namespace Cultivation.Ladder.Cases;

/// <summary>A supervisor grants more days, once, before the promise is broken: at most ten (行政许可法 article 42, a benchmark).</summary>
/// <param name="Days">In the unit of the promise.</param>
/// <param name="Note">Why: the firm is told.</param>
public sealed record ExtendClock(int Days, FreeText Note)
{
    internal const int MostDays = 10;

    internal static object[] Decide(
        ExtendClock command, Case @case, DateTimeOffset now, string by, IReadOnlyDictionary<int, WorkingCalendar> calendars)
    {
        var clock = PauseClock.ClockOf(@case);
        Require.Text(command.Note, nameof(Note), 2_000);
        if (command.Days is < 1 or > MostDays)
            throw new RuleBroken("case.extension-days", new { command.Days, most = MostDays });
        if (clock.Extended)
            throw new RuleBroken("case.extended-already", new { @case.Number });
        if (clock.DueOn < Clock.Day(now))
            throw new RuleBroken("case.overdue", new { @case.Number, clock.DueOn });
        return [clock.Change(@case.Number, ClockChange.Extended, ClockReason.Complexity, now, by, calendars, command.Days, command.Note)];
    }

    internal static void Map(IEndpointRouteBuilder routes) =>
        routes.MapPost("/cases/{number}/clock/extensions", Handle).IsEdit(Roles.Supervisor).Produces<CasePage>();

    private static async Task<Reply> Handle(ExtendClock command, string number, CommandContext context, CancellationToken cancellation)
    {
        var stream = await CasePage.Fetch(context, number, cancellation);
        var calendars = await WorkingDays.Published(context, PauseClock.ClockOf(stream.Aggregate!).StartedOn, cancellation);
        return CasePage.Reply(stream, Decide(command, stream.Aggregate!, context.Now, context.Person.Subject, calendars), context);
    }
}
