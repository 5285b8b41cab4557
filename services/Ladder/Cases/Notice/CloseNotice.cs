using Cultivation.Ladder.Calendars;
using Cultivation.Ladder.Firms;
using JasperFx.Events;

namespace Cultivation.Ladder.Cases;

/// <summary>Ends a notice whose term is over. What was decided takes effect, but for the subjects that an objection holds back.</summary>
public sealed record CloseNotice
{
    internal static object[] Decide(PublicNotice notice, string[] heldBack, string by, DateOnly today, IReadOnlyDictionary<int, WorkingCalendar> calendars)
    {
        if (notice.Ended is not null)
            return [];
        var last = notice.LastDay(calendars) ?? throw new RuleBroken("calendar.missing", new { year = notice.Started!.StartsOn.Year + 1 });
        return last < today
            ? [new PublicNoticeEnded(notice.Started!.ListId, today, notice.Objections.Length, heldBack, by)]
            : throw new RuleBroken("notice.not-over", new { endsOn = last });
    }

    /// <summary>The decision of the case waits for this notice.</summary>
    internal static bool Waits(Case @case, string listId) => @case is { State: CaseState.Decided, Notice: { Pending: true } notice } && notice.ListId == listId;

    internal static void Map(IEndpointRouteBuilder routes) =>
        routes.MapPost("/notices/{id}/closing", Handle).IsEdit(Roles.CaseWorker, Roles.Supervisor).Produces<NoticePage>();

    private static async Task<Reply> Handle(CloseNotice command, string id, CommandContext context, Shelf shelf, CancellationToken cancellation)
    {
        var stream = await PublicNotice.Fetch(context, id, edit: true, cancellation);
        var notice = stream.Aggregate!;
        var calendars = await WorkingDays.Published(context, notice.Started!.StartsOn, cancellation);
        // Refused before anything is read for the subjects.
        if (Decide(notice, [], context.Person.Subject, context.Today, calendars).Length == 0)
            return PublicNotice.Reply(stream, []);
        var published = await shelf.Look(context.Tenant, cancellation);
        List<string> heldBack = [];
        foreach (var number in notice.Started.Subjects.Select(s => s.CaseId))
        {
            var ofCase = await CasePage.Find(context, number, cancellation);
            if (notice.Holds(number) || !Waits(ofCase.Aggregate!, id) || !await TakeEffect(context, published, id, ofCase, cancellation))
                heldBack.Add(number);
        }
        return PublicNotice.Reply(stream, Decide(notice, [.. heldBack], context.Person.Subject, context.Today, calendars));
    }

    /// <summary>What was decided holds from today on; no effect on a firm that is gone.</summary>
    internal static async Task<bool> TakeEffect(CommandContext context, Published published, string listId, IEventStream<Case> ofCase, CancellationToken cancellation)
    {
        var @case = ofCase.Aggregate!;
        var stream = await context.Session.Events.FetchForWriting<Firm>(Firm.Key(@case.FirmId), cancellation);
        var firm = stream.Aggregate!;
        if (firm.GoneFrom is not null || HolderGone.Dissolved(firm) is not null)
            return false;
        var book = CaseRules.Open(published, @case, context.Today);
        // Who came to stand there in the meantime, by a list, stays as it is.
        if (!StageHistory.Held(firm.Stages, @case.StageId, context.Today))
            stream.AppendMany(DecisionEffect.Of(@case.Decided!, @case, firm, book.Stage(@case.StageId), book.Confirmed, context.Today));
        ofCase.AppendOne(new DecisionTookEffect(@case.Number, listId, context.Today, context.Person.Subject));
        context.Session.Delete<OpenCase>(OpenCase.For(@case.FirmId, @case.ProgrammeId, @case.StageId));
        return true;
    }
}
