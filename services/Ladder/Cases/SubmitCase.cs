using Cultivation.Criteria;
using Cultivation.Ladder.Calendars;
using Cultivation.Ladder.Firms;
using Marten;

namespace Cultivation.Ladder.Cases;

/// <summary>Files for a stage of a programme: the firm itself, for itself only, or the commission on its behalf.</summary>
/// <param name="Rights">Numbers of the intellectual property that stands in the filing, each on the firm's register and in force.</param>
public sealed record SubmitCase(string FirmId, string ProgrammeId, string StageId, CaseChannel Channel, string[]? Rights = null)
{
    internal static CaseSubmitted Decide(
        SubmitCase command, Firm firm, string number, SlaPlan? check, DateTimeOffset now, IReadOnlyDictionary<int, WorkingCalendar> calendars) => new(
        number, command.StageId, firm.CreditCode, command.FirmId, command.ProgrammeId, command.Channel, now,
        check is null ? null : Promises.Due(check, Clock.Day(now), calendars), check, command.Rights);

    /// <exception cref="RuleBroken"><c>firm.forbidden</c> for another firm, <c>case.channel-not-self</c> for another channel.</exception>
    internal static void Allow(SubmitCase command, Person person)
    {
        if (person.IsFirmOnly() && person.Firm != command.FirmId)
            throw new RuleBroken("firm.forbidden", new { id = command.FirmId });
        if (person.IsFirmOnly() && command.Channel is not (CaseChannel.Self or CaseChannel.Online))
            throw new RuleBroken("case.channel-not-self", new { command.Channel });
    }

    /// <summary>The rung is for such an organisation, and a rule of its titles is open for it.</summary>
    /// <exception cref="RuleBroken"><c>case.other-holder</c>, <c>programme.no-rule-open</c>.</exception>
    internal static void RequireFor(Stage stage, Firm firm, RuleBook book, DateOnly today)
    {
        if (!firm.MayHold(stage.Holder))
            throw new RuleBroken("case.other-holder", new { stageId = stage.Id, stage.Holder });
        var subject = EvaluateStage.Subject(firm, book, today, [], []);
        if (stage.Entry.Kind == EntryKind.Credential && stage.Answering(book.Set, subject, today).Count == 0)
            throw new RuleBroken("programme.no-rule-open", new { credentialId = stage.Entry.Credentials[^1], kind = CaseKind.First.Word(), day = today });
    }

    internal static void Map(IEndpointRouteBuilder routes) =>
        routes.MapPost("/cases", Handle).IsCommand(Roles.CaseWorker, Roles.Supervisor, Roles.Firm).Produces<CaseNumbered>(StatusCodes.Status201Created);

    private static async Task<Reply> Handle(SubmitCase command, CommandContext context, Shelf shelf, CancellationToken cancellation)
    {
        Allow(command, context.Person);
        var session = context.Session;
        var firm = await session.LoadAsync<Firm>(Firm.Key(command.FirmId), cancellation) ?? throw new RuleBroken("firm.unknown", new { id = command.FirmId });
        HolderGone.RequireNot(firm);
        var published = await shelf.Look(context.Tenant, cancellation);
        var programme = published.Find(command.ProgrammeId).Programme;
        var book = published.Open(programme, programme.InForce(context.Today) ?? programme.Latest);
        var stage = book.Set.Stage(command.StageId) ?? throw new RuleBroken("programme.stage-unknown", new { command.StageId, command.ProgrammeId });
        RequireFor(stage, firm, book, context.Today);
        command = command with { Rights = await FiledRights.Check(session, command.Rights, firm, stage, context.Today, cancellation) };
        var open = OpenCase.For(command.FirmId, command.ProgrammeId, command.StageId);
        if (await session.LoadAsync<OpenCase>(open, cancellation) is { } already)
            throw new RuleBroken("case.already-open", new { already.Number });

        var calendars = await WorkingDays.Published(context, context.Today, cancellation);
        var year = context.Today.Year;
        var numbered = await session.LoadAsync<CaseCounter>($"{year}", cancellation) ?? new CaseCounter($"{year}", 0);
        var number = $"{year}-{numbered.Last + 1:000000}";
        session.Store(numbered with { Last = numbered.Last + 1 });
        session.Insert(new OpenCase(open, number));
        // Two that take one number collide here: one of them is run again and takes the next. So the numbers have no gap.
        session.Events.StartStream<Case>(Case.Key(number), Decide(command, firm, number, Promises.ToCheck(stage, book.Set.Main), context.Now, calendars));
        return Reply.Created($"cases/{number}", new CaseNumbered(number), version: 1);
    }
}

/// <summary>Last number given in a year.</summary>
public sealed record CaseCounter(string Id, int Last);

/// <summary>A case that waits for its decision: one per firm and stage.</summary>
public sealed record OpenCase(string Id, string Number)
{
    internal static string For(string firmId, string programmeId, string stageId) => $"{firmId}/{programmeId}/{stageId}";
}

internal sealed record CaseNumbered(string Number);
