using Cultivation.Criteria;
using Cultivation.Ladder.Calendars;

namespace Cultivation.Ladder.Cases;

/// <summary>Stops the clock of a case for a reason that the programme leaves out of its promise. Papers stop it by their notice.</summary>
public sealed record PauseClock(ClockReason Reason, FreeText? Note = null)
{
    internal static object[] Decide(
        PauseClock command, Case @case, Sla promise, DateTimeOffset now, string by, IReadOnlyDictionary<int, WorkingCalendar> calendars)
    {
        var clock = ClockOf(@case);
        if (clock.StoppedFor == command.Reason)
            return [];
        if (clock.StoppedFor is { } stoppedFor)
            throw new RuleBroken("case.clock-stopped", new { @case.Number, stoppedFor });
        var word = command.Reason.Word();
        return command.Reason != ClockReason.Supplement && promise.ExcludedPhases.Concat(promise.PausesOn.Select(p => p.Split(':')[^1])).Contains(word)
            ? [clock.Change(@case.Number, ClockChange.Paused, command.Reason, now, by, calendars, note: command.Note)]
            : throw new RuleBroken("case.clock-not-stopped-by", new { reason = command.Reason, promise = promise.Standing.Id });
    }

    /// <exception cref="RuleBroken"><c>case.not-accepted</c>.</exception>
    internal static CaseClock ClockOf(Case @case) => @case is { State: CaseState.Accepted, Clock: { } clock }
        ? clock
        : throw new RuleBroken("case.not-accepted", new { @case.Number, @case.State });

    internal static void Map(IEndpointRouteBuilder routes) =>
        routes.MapPost("/cases/{number}/clock/pauses", Handle).IsEdit(Roles.CaseWorker, Roles.Supervisor).Produces<CasePage>();

    private static async Task<Reply> Handle(PauseClock command, string number, CommandContext context, Shelf shelf, CancellationToken cancellation)
    {
        var stream = await Holder.Fetch(context, number, cancellation);
        var @case = stream.Aggregate!;
        var clock = ClockOf(@case);
        var book = CaseRules.Open(await shelf.Look(context.Tenant, cancellation), @case, context.Today);
        var promise = Promises.ById(book.Stage(@case.StageId), book.Set.Main, clock.Promise.SlaId);
        var calendars = await WorkingDays.Published(context, clock.StartedOn, cancellation);
        return CasePage.Reply(stream, Decide(command, @case, promise, context.Now, context.Person.Subject, calendars), context);
    }
}
