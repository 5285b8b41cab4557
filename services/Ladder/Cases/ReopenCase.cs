using Cultivation.Ladder.Calendars;
using Marten;

namespace Cultivation.Ladder.Cases;

/// <summary>
/// A supervisor undoes a withdrawal by the firm, a return or a lapse. What a false promise ended stays ended, and a decision is undone on appeal only.
/// </summary>
public sealed record ReopenCase(FreeText Reason)
{
    /// <param name="other">The firm's open case for the stage, if it has filed again.</param>
    internal static object[] Decide(
        ReopenCase command, Case @case, OpenCase? other, DateTimeOffset now, string by, IReadOnlyDictionary<int, WorkingCalendar> calendars)
    {
        Require.Text(command.Reason, nameof(Reason), 2_000);
        if (@case.State is not (CaseState.Returned or CaseState.Lapsed or CaseState.Withdrawn) || @case.Commitment?.Outcome == CommitmentOutcome.False)
            throw new RuleBroken("case.not-reopenable", new { @case.Number, @case.State });
        if (other is not null)
            throw new RuleBroken("case.already-open", new { other.Number });
        var today = Clock.Day(now);
        var due = @case.Supplement is { Open: true } owed ? Promises.Due(owed.Term, today, calendars) : null;
        var reopened = new CaseReopened(@case.Number, command.Reason, today, due, by);
        // What the filing lacks counts from now for the firm, the check of the filing for the district.
        if (@case.Clock is not null)
            return [reopened, CaseClock.GoOn(@case, ClockReason.Reopening, now, by, calendars)];
        return @case.Check is { Told: false } check
            ? [reopened, new DeadlineMoved(
                @case.Number, CaseDeadline.CompletenessCheck, Promises.Due(check.Term, today, calendars), ClockReason.Reopening, now, by)]
            : [reopened];
    }

    internal static void Map(IEndpointRouteBuilder routes) =>
        routes.MapPost("/cases/{number}/reopening", Handle).IsEdit(Roles.Supervisor).Produces<CasePage>();

    private static async Task<Reply> Handle(ReopenCase command, string number, CommandContext context, CancellationToken cancellation)
    {
        var stream = await CasePage.Fetch(context, number, cancellation);
        var @case = stream.Aggregate!;
        var key = OpenCase.For(@case.FirmId, @case.ProgrammeId, @case.StageId);
        var other = await context.Session.LoadAsync<OpenCase>(key, cancellation);
        var calendars = await WorkingDays.Published(context, @case.Clock?.StartedOn ?? context.Today, cancellation);
        var happened = Decide(command, @case, other, context.Now, context.Person.Subject, calendars);
        context.Session.Insert(new OpenCase(key, number));
        return CasePage.Reply(stream, happened, context);
    }
}
