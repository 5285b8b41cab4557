using Cultivation.Ladder.Calendars;
using Cultivation.Ladder.Firms;

namespace Cultivation.Ladder.Cases;

/// <summary>The firm brings papers that it owes, itself or at the window. When the last one has come the clock goes on.</summary>
/// <param name="Rights">The intellectual property of the filing, corrected: all of it; null leaves it as it was.</param>
public sealed record ReceiveSupplement(string[] Items, string[]? Rights = null)
{
    internal static object[] Decide(
        ReceiveSupplement command, Case @case, DateTimeOffset now, string by, IReadOnlyDictionary<int, WorkingCalendar> calendars)
    {
        if (@case.State is not (CaseState.Submitted or CaseState.Accepted))
            throw new RuleBroken("case.not-open", new { @case.Number, @case.State });
        var owed = @case.Supplement?.Items ?? [];
        if (command.Items.Length == 0 || command.Items.Except(owed).Any())
            throw new RuleBroken("case.paper-not-asked", new { items = command.Items.Except(owed), owed });
        string[] missing = [.. owed.Except(command.Items)];
        var resumes = missing.Length == 0 && @case.Clock?.StoppedFor == ClockReason.Supplement;
        var received = new SupplementReceived(@case.Number, now, resumes, command.Items, missing, by, command.Rights);
        if (missing.Length == 0 && @case is { State: CaseState.Submitted, Check: { } check })
        {
            return [received, new DeadlineMoved(
                @case.Number, CaseDeadline.CompletenessCheck, Promises.Due(check.Term, Clock.Day(now), calendars), ClockReason.Supplement, now, by)];
        }
        return resumes
            ? [received, @case.Clock!.Change(@case.Number, ClockChange.Resumed, ClockReason.Supplement, now, by, calendars)]
            : [received];
    }

    internal static void Map(IEndpointRouteBuilder routes) => routes.MapPost("/cases/{number}/supplements/receipts", Handle)
        .IsEdit(Roles.CaseWorker, Roles.Supervisor, Roles.Firm).Produces<CasePage>();

    private static async Task<Reply> Handle(ReceiveSupplement command, string number, CommandContext context, Shelf shelf, CancellationToken cancellation)
    {
        var stream = await CasePage.Fetch(context, number, cancellation);
        if (command.Rights is not null)
            command = command with { Rights = await Corrected(command.Rights, stream.Aggregate!, context, shelf, cancellation) };
        var calendars = await WorkingDays.Published(context, stream.Aggregate!.Clock?.StartedOn ?? context.Today, cancellation);
        return CasePage.Reply(stream, Decide(command, stream.Aggregate!, context.Now, context.Person.Subject, calendars), context);
    }

    private static async Task<string[]?> Corrected(string[] rights, Case @case, CommandContext context, Shelf shelf, CancellationToken cancellation)
    {
        var stage = CaseRules.Open(await shelf.Look(context.Tenant, cancellation), @case, context.Today).Stage(@case.StageId);
        var firm = (await context.Session.LoadAsync<Firm>(Firm.Key(@case.FirmId), cancellation))!;
        return await FiledRights.Check(context.Session, rights, firm, stage, Clock.Day(@case.SubmittedOn), cancellation);
    }
}
