using Cultivation.Ladder.Calendars;

namespace Cultivation.Ladder.Cases;

/// <summary>Shows decided cases in public; what was decided takes effect when the term is over. The programme gives the term and its unit of days.</summary>
/// <param name="Numbers">Cases that wait for a notice of one term.</param>
/// <param name="DocumentRef">Where it was published.</param>
/// <param name="StartsOn">Day of publication; null for today.</param>
public sealed record StartNotice(string Batch, string[] Numbers, string DocumentRef, DateOnly? StartsOn = null)
{
    internal const int MostCases = 200;

    /// <summary>What goes to the notice.</summary>
    internal static PublicNoticeStarted Decide(
        StartNotice command, IReadOnlyCollection<Case> cases, string listId, string by, DateOnly today, IReadOnlyDictionary<int, WorkingCalendar> calendars)
    {
        Require.Text(command.Batch, nameof(Batch));
        Require.Text(command.DocumentRef, nameof(DocumentRef));
        var startsOn = command.StartsOn ?? today;
        if (cases.FirstOrDefault(c => c is not { State: CaseState.Decided, Notice: { Pending: true, ListId: null } }) is { } other)
            throw new RuleBroken("notice.not-waiting", new { other.Number });
        if (startsOn > today || cases.Any(c => startsOn < c.Decided!.DecidedOn))
            throw new RuleBroken("notice.start-day", new { startsOn });
        if (cases.DistinctBy(c => c.FirmId).Count() != cases.Count)
            throw new RuleBroken("notice.firm-twice");
        if (cases.Select(c => c.Notice!.Term).Distinct().ToArray() is not [var term])
            throw new RuleBroken("notice.terms-differ");
        return new(
            listId, command.Batch, [.. cases.Select(c => new NoticeSubject(c.Number, c.CreditCode, c.FirmId))], startsOn, term.Value, term.Unit,
            Promises.Due(term, startsOn, calendars), term.SlaId, command.DocumentRef, by);
    }

    internal static void Map(IEndpointRouteBuilder routes) =>
        routes.MapPost("/notices", Handle).IsCommand(Roles.CaseWorker, Roles.Supervisor).Produces<NoticePage>(StatusCodes.Status201Created);

    private static async Task<Reply> Handle(StartNotice command, CommandContext context, CancellationToken cancellation)
    {
        if (command.Numbers.Length is 0 or > MostCases || command.Numbers.Distinct(StringComparer.Ordinal).Count() != command.Numbers.Length)
            throw new RuleBroken("notice.cases", new { most = MostCases });
        List<JasperFx.Events.IEventStream<Case>> streams = [];
        foreach (var number in command.Numbers)
            streams.Add(await CasePage.Find(context, number, cancellation));
        foreach (var stream in streams)
            await Conflicts.Require(context, stream.Aggregate!, cancellation);
        var calendars = await WorkingDays.Published(context, command.StartsOn ?? context.Today, cancellation);
        var started = Decide(command, [.. streams.Select(s => s.Aggregate!)], context.NewId(), context.Person.Subject, context.Today, calendars);
        context.Session.Events.StartStream<PublicNotice>(PublicNotice.Key(started.ListId), started);
        foreach (var stream in streams)
            stream.AppendOne(new CasePutOnNotice(stream.Aggregate!.Number, started.ListId, started.StartsOn, started.By));
        return Reply.Created($"notices/{started.ListId}", NoticePage.Of(new PublicNotice().Fold(started)), version: 1);
    }
}
