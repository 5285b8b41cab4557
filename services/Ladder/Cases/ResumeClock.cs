using Cultivation.Ladder.Calendars;

namespace Cultivation.Ladder.Cases;

/// <summary>The clock goes on. One that stands for papers goes on when they have come, also where they were asked for while it stood for something else.</summary>
public sealed record ResumeClock(FreeText? Note = null)
{
    internal static object[] Decide(
        ResumeClock command, Case @case, DateTimeOffset now, string by, IReadOnlyDictionary<int, WorkingCalendar> calendars)
    {
        var clock = PauseClock.ClockOf(@case);
        return clock.StoppedFor switch
        {
            null => [],
            ClockReason.Supplement => throw new RuleBroken("case.supplement-open", new { @case.Number, items = @case.Supplement?.Items }),
            { } reason => [CaseClock.GoOn(@case, reason, now, by, calendars, command.Note)],
        };
    }

    internal static void Map(IEndpointRouteBuilder routes) =>
        routes.MapPost("/cases/{number}/clock/resumption", Handle).IsEdit(Roles.CaseWorker, Roles.Supervisor).Produces<CasePage>();

    private static async Task<Reply> Handle(ResumeClock command, string number, CommandContext context, CancellationToken cancellation)
    {
        var stream = await Holder.Fetch(context, number, cancellation);
        var calendars = await WorkingDays.Published(context, PauseClock.ClockOf(stream.Aggregate!).StartedOn, cancellation);
        return CasePage.Reply(stream, Decide(command, stream.Aggregate!, context.Now, context.Person.Subject, calendars), context);
    }
}
