using Cultivation.Ladder.Calendars;
using Marten;

namespace Cultivation.Ladder.Cases;

/// <summary>
/// A supervisor who neither proposed nor approved the decision judges an appeal, on what was known at the decision: facts that came later are for a new filing. It upholds
/// the decision or reopens the case.
/// </summary>
public sealed record DecideAppeal(AppealOutcome Outcome, FreeText Reason)
{
    internal static object[] Decide(
        DecideAppeal command, Case @case, OpenCase? other, Recomputation again, DateTimeOffset now, string by,
        IReadOnlyDictionary<int, WorkingCalendar> calendars)
    {
        Require.Text(command.Reason, nameof(Reason), 2_000);
        if (@case.Appeal is not { Outcome: null } || @case.Decided is not { } decided)
            throw new RuleBroken("case.no-appeal", new { @case.Number });
        if (by == decided.DecidedBy || by == decided.ProposedBy)
            throw new RuleBroken("case.appeal-same-person", new { @case.Number });
        var judged = new AppealDecided(
            @case.Number, command.Outcome, command.Reason, again.FactsAsOf, again.Recomputed, again.Same, Clock.Day(now), by);
        if (command.Outcome == AppealOutcome.Upheld)
            return [judged];
        return other is null
            ? [judged, @case.Clock!.Change(@case.Number, ClockChange.Resumed, ClockReason.Reopening, now, by, calendars)]
            : throw new RuleBroken("case.already-open", new { other.Number });
    }

    internal static void Map(IEndpointRouteBuilder routes) =>
        routes.MapPost("/cases/{number}/appeal/decision", Handle).IsEdit(Roles.Supervisor).Produces<CasePage>();

    private static async Task<Reply> Handle(DecideAppeal command, string number, CommandContext context, Shelf shelf, CancellationToken cancellation)
    {
        var stream = await CasePage.Fetch(context, number, cancellation);
        var @case = stream.Aggregate!;
        if (@case.Appeal is not { Outcome: null })
            throw new RuleBroken("case.no-appeal", new { number });
        var again = await RecomputeDecision.Run(context.Session, shelf, @case, cancellation);
        var key = OpenCase.For(@case.FirmId, @case.ProgrammeId, @case.StageId);
        var other = await context.Session.LoadAsync<OpenCase>(key, cancellation);
        var calendars = await WorkingDays.Published(context, @case.Clock!.StartedOn, cancellation);
        var happened = Decide(command, @case, other, again, context.Now, context.Person.Subject, calendars);
        if (command.Outcome == AppealOutcome.Reopened)
            context.Session.Insert(new OpenCase(key, number));
        return CasePage.Reply(stream, happened, context);
    }
}
