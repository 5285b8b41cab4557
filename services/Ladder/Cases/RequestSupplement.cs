using Cultivation.Ladder.Calendars;

namespace Cultivation.Ladder.Cases;

/// <summary>
/// Tells the firm everything that is missing, at once (行政许可法 article 32, a benchmark). The clock of an accepted case stands until it has come.
/// </summary>
/// <param name="NewFault">Needed for every notice after the first: what could not have been known then.</param>
public sealed record RequestSupplement(string[] Items, FreeText? NewFault = null)
{
    internal static object[] Decide(
        RequestSupplement command, Case @case, SlaPlan term, DateTimeOffset now, string by, IReadOnlyDictionary<int, WorkingCalendar> calendars)
    {
        if (@case.State is not (CaseState.Submitted or CaseState.Accepted))
            throw new RuleBroken("case.not-open", new { @case.Number, @case.State });
        if (command.Items.Length == 0 || command.Items.Distinct(StringComparer.Ordinal).Count() != command.Items.Length)
            throw new RuleBroken("case.items-missing");
        foreach (var item in command.Items)
            Require.Text(item, nameof(Items));
        var round = (@case.Supplement?.Round ?? 0) + 1;
        if (@case.Supplement is { Open: true } open)
        {
            return open.Items.ToHashSet(StringComparer.Ordinal).SetEquals(command.Items)
                ? []
                : throw new RuleBroken("case.supplement-open", new { @case.Number, open.Items });
        }
        if (round > 1 && string.IsNullOrWhiteSpace(command.NewFault?.Text))
            throw new RuleBroken("case.everything-at-once", new { @case.Number });
        var pauses = @case.Clock is { Running: true };
        var requested = new SupplementRequested(
            @case.Number, command.Items, now, pauses, round, Promises.Due(term, Clock.Day(now), calendars), term, command.NewFault, by);
        return pauses
            ? [requested, @case.Clock!.Change(@case.Number, ClockChange.Paused, ClockReason.Supplement, now, by, calendars)]
            : [requested];
    }

    internal static void Map(IEndpointRouteBuilder routes) =>
        routes.MapPost("/cases/{number}/supplements", Handle).IsEdit(Roles.CaseWorker, Roles.Supervisor).Produces<CasePage>();

    private static async Task<Reply> Handle(RequestSupplement command, string number, CommandContext context, Shelf shelf, CancellationToken cancellation)
    {
        var stream = await Holder.Fetch(context, number, cancellation);
        var @case = stream.Aggregate!;
        var term = Promises.ForSupplement(CaseRules.Open(await shelf.Look(context.Tenant, cancellation), @case, context.Today), @case.StageId);
        var calendars = await WorkingDays.Published(context, @case.Clock?.StartedOn ?? context.Today, cancellation);
        return CasePage.Reply(stream, Decide(command, @case, term, context.Now, context.Person.Subject, calendars), context);
    }
}
