using Cultivation.Ladder.Calendars;

namespace Cultivation.Ladder.Cases;

/// <summary>
/// A supervisor who neither proposed nor approved the decision judges an objection. Upheld, the case waits for another proposal; dismissed, the decision
/// takes effect with the others, or at once where the notice is over.
/// </summary>
public sealed record ResolveObjection(ObjectionOutcome Outcome, FreeText Reason)
{
    /// <summary>What goes to the notice, and what to the case; whether the decision takes effect now.</summary>
    internal static (object[] ToNotice, object[] ToCase, bool TakesEffect) Decide(
        ResolveObjection command, PublicNotice notice, string objectionId, Case @case, DateTimeOffset now, string by,
        IReadOnlyDictionary<int, WorkingCalendar> calendars)
    {
        Require.Text(command.Reason, nameof(Reason), 2_000);
        var objection = Find(notice, objectionId);
        if (objection.Outcome is { } outcome)
            return outcome == command.Outcome ? ([], [], false) : throw new RuleBroken("notice.objection-resolved", new { outcome });
        if (@case.Decided is { } decided && (by == decided.DecidedBy || by == decided.ProposedBy))
            throw new RuleBroken("notice.same-person", new RefusedIn(@case.Number));
        var today = Clock.Day(now);
        var listId = notice.Started!.ListId;
        var resolved = new ObjectionResolved(listId, objectionId, objection.CaseId, command.Outcome, command.Reason, today, by);
        // The case may have ended for another reason, or an earlier objection was upheld.
        if (!CloseNotice.Waits(@case, listId))
            return ([resolved], [], false);
        if (command.Outcome == ObjectionOutcome.Dismissed)
            return ([resolved], [], notice.Ended is not null && !notice.Fold(resolved).Holds(@case.Number));
        return ([resolved], [
            new DecisionOverturned(@case.Number, listId, objectionId, today, by),
            @case.Clock!.Change(@case.Number, ClockChange.Resumed, ClockReason.Reopening, now, by, calendars)], false);
    }

    internal static Objection Find(PublicNotice notice, string objectionId) => notice.Objections.FirstOrDefault(o => o.Id == objectionId)
        ?? throw new RuleBroken("notice.objection-unknown", new { objectionId });

    internal static void Map(IEndpointRouteBuilder routes) =>
        routes.MapPost("/notices/{id}/objections/{objectionId}/resolution", Handle).IsEdit(Roles.Supervisor).Produces<NoticePage>();

    private static async Task<Reply> Handle(
        ResolveObjection command, string id, string objectionId, CommandContext context, Shelf shelf, CancellationToken cancellation)
    {
        var stream = await PublicNotice.Fetch(context, id, edit: true, cancellation);
        var ofCase = await CasePage.Find(context, Find(stream.Aggregate!, objectionId).CaseId, cancellation);
        var @case = ofCase.Aggregate!;
        await Conflicts.Require(context, @case, cancellation);
        var calendars = await WorkingDays.Published(context, @case.Clock!.StartedOn, cancellation);
        var (toNotice, toCase, takesEffect) = Decide(command, stream.Aggregate!, objectionId, @case, context.Now, context.Person.Subject, calendars);
        ofCase.AppendMany(toCase);
        if (takesEffect)
            await CloseNotice.TakeEffect(context, await shelf.Look(context.Tenant, cancellation), id, ofCase, cancellation);
        return PublicNotice.Reply(stream, toNotice);
    }
}
