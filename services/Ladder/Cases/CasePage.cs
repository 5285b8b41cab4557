using JasperFx.Events;

namespace Cultivation.Ladder.Cases;

/// <summary>A case as its page shows it.</summary>
/// <param name="DueOn">Last day of the promise; null before acceptance, while the clock stands, and while <paramref name="CalendarPending"/>.</param>
/// <param name="CalendarPending">A day cannot be told before the calendar of its year is published; then it is reckoned by itself.</param>
/// <param name="ClockRuns">The times in which the clock ran; between them it stood.</param>
/// <param name="Overdue">Not decided by the end of its due day.</param>
/// <param name="Rights">The intellectual property that stands in the filing.</param>
/// <param name="KnownAt">After an appeal it is judged on what was known at this instant; null for what is known now.</param>
internal sealed record CasePage(
    string Number, CaseState State, string FirmId, string CreditCode, string ProgrammeId, string StageId, CaseChannel Channel, DateTimeOffset SubmittedOn,
    DateOnly? CheckDueOn, DateOnly? AcceptedOn, DateOnly? DueOn, bool CalendarPending, bool Overdue, ClockReason? ClockStoppedFor, bool ClockExtended,
    ClockRun[] ClockRuns, string[] MissingTolerated, Supplement? Supplement, Commitment? Commitment, string? ProgrammeVersion, string? RulesHash, SlaPlan? SlaPlan,
    ProposedDecision? Proposal, CaseEvaluation? Evaluation,
    CaseDecision? Decision, DateOnly? DecidedOn, string? DecidedBy, string? ProposedBy, string? MeetingId, CaseNotice? Notice, AuthorityResult? Result, string? Batch, FreeText? Note, Appeal? Appeal, string? Assignee,
    CaseConflict[] Conflicts, CaseJudgement[] Scored, SiteVisit[] Visits, FiledRight[] Rights, DateTimeOffset? KnownAt)
{
    public static CasePage Of(Case c, DateOnly today) => new(
        c.Number, c.State, c.FirmId, c.CreditCode, c.ProgrammeId, c.StageId, c.Channel, c.SubmittedOn, c.Check?.DueOn, c.Accepted?.AcceptedOn,
        c.Clock?.DueOn, Pending(c), c is { State: CaseState.Accepted, Clock.DueOn: { } due } && due < today, c.Clock?.StoppedFor, c.Clock?.Extended ?? false,
        c.Clock?.Runs ?? [], c.GapsTolerated, c.Supplement, c.Commitment, c.Accepted?.ProgrammeVersion, c.Accepted?.RulesHash, c.Accepted?.SlaPlan,
        c.Proposal, c.Evaluation, c.Decided?.Decision,
        c.Decided?.DecidedOn, c.Decided?.DecidedBy, c.Decided?.ProposedBy, c.Decided?.MeetingId, c.Notice, c.Result, c.Decided?.Batch, c.Decided?.Note, c.Appeal, c.Assignee, c.Conflicts,
        c.Scored, c.Visits, c.Rights, c.KnownAt);

    /// <summary>A firm learns what is decided, not what is proposed.</summary>
    public CasePage For(Person reader) => reader.IsFirmOnly() ? this with { Proposal = null, Evaluation = null, ProposedBy = null, Conflicts = [], Scored = [], Visits = [] } : this;

    /// <summary>The case to change; a firm may change its own, and nobody who has a conflict of interest.</summary>
    /// <exception cref="RuleBroken">
    /// <c>case.unknown</c>, <c>case.conflict</c>, <c>case.recused</c>, or <c>version.stale</c> when the caller read another version.
    /// </exception>
    public static async Task<IEventStream<Case>> Fetch(CommandContext context, string number, CancellationToken cancellation)
    {
        var stream = await Find(context, number, cancellation);
        if (stream.StartingVersion != context.ExpectedVersion)
            throw new RuleBroken("version.stale");
        await Cases.Conflicts.Require(context, stream.Aggregate!, cancellation);
        return stream;
    }

    /// <summary>The case, whoever asks and whatever version was read.</summary>
    /// <exception cref="RuleBroken"><c>case.unknown</c>.</exception>
    public static async Task<IEventStream<Case>> Find(CommandContext context, string number, CancellationToken cancellation)
    {
        var stream = await context.Session.Events.FetchForWriting<Case>(Case.Key(number), cancellation);
        if (stream.Aggregate is null)
            throw new RuleBroken("case.unknown", new { number });
        OwnFirm.Require(context.Person, stream.Aggregate);
        await context.Session.ShowTexts(stream.Aggregate, cancellation);
        return stream;
    }

    /// <summary>Appends and answers with the page as it is then.</summary>
    public static Reply Reply(IEventStream<Case> stream, IReadOnlyCollection<object> happened, CommandContext context)
    {
        if (happened.Count > 0)
            stream.AppendMany(happened);
        var after = happened.Aggregate(stream.Aggregate!, (c, e) => c.Fold(e));
        return Hosting.Reply.Ok(Of(after, context.Today).For(context.Person), stream.StartingVersion + happened.Count);
    }

    // A term that runs and whose last day is not known.
    private static bool Pending(Case c) => c.State switch
    {
        CaseState.Submitted => c.Check is { DueOn: null, Told: false } || c.Supplement is { Open: true, DueOn: null },
        CaseState.Accepted => c.Clock is { Running: true, DueOn: null } || c.Supplement is { Open: true, DueOn: null },
        _ => false,
    };

    public static void Map(IEndpointRouteBuilder routes) => routes.MapGet("/cases/{number}", One).IsQuery(Readers.OfficeAndFirm);

    private static async Task<CasePage> One(string number, QueryContext context, HttpResponse response, CancellationToken cancellation)
    {
        var found = await context.Session.LoadAsync<Case>(Case.Key(number), cancellation) ?? throw new RuleBroken("case.unknown", new { number });
        OwnFirm.Require(context.Person, found);
        response.Headers.ETag = Hosting.Reply.Tag(found.Version);
        return Of(found, context.Today).For(context.Person);
    }
}
