using Cultivation.Ladder.Firms;

namespace Cultivation.Ladder.Stages;

/// <summary>
/// A supervisor applies a line of the programme that needs a person: an adverse record, coaching refused, figures below the rule. A firm may also give
/// up what the district let it into. What titles, terms and the register say ends by itself and not here.
/// </summary>
/// <param name="Trigger">The line, as the programme names it, or <c>withdrawn</c>.</param>
/// <param name="CauseRef">With <c>adverseRecord</c> the id of the record; else the paper that it rests on.</param>
/// <param name="EffectiveOn">First day off the stage; the day of the record, else of the decision, where not given.</param>
public sealed record LeaveStage(string Trigger, string CauseRef, DateOnly DecidedOn, DateOnly? EffectiveOn = null)
{
    internal const string Withdrawn = "withdrawn";

    /// <summary>How often coaching must have been refused (嘉定 jd.pool.leave.coachingRefused).</summary>
    private const int RefusedTwice = 2;

    private static readonly string[] ForPersons = ["adverseRecord", "coachingRefused", "belowRule", "rdDataMissing", Withdrawn];

    internal static object[] Decide(LeaveStage command, string stageId, Firm firm, Rungs rungs, DateOnly today, DateOnly known)
    {
        Require.Text(command.CauseRef, nameof(CauseRef));
        if (!ForPersons.Contains(command.Trigger))
            throw new RuleBroken("stage.trigger-unknown", new { command.Trigger, known = ForPersons });
        if (command.DecidedOn > today || command.EffectiveOn > today)
            throw new RuleBroken("stage.in-future", new { day = command.EffectiveOn > today ? command.EffectiveOn : command.DecidedOn });
        if (rungs.Find(stageId, command.DecidedOn) is not { Rung: var rung })
            throw new RuleBroken("programme.stage-unknown", new { stageId });
        if (rung.Credentials.Count > 0)
            throw new RuleBroken("stage.follows-title", new { stageId, titles = rung.Credentials });
        var day = command.EffectiveOn ?? Day(command, firm);
        if (StageHistory.Spans(firm.Stages).Any(s => s.StageId == stageId && s.To == day && s.Reason == command.Trigger && s.ReasonRef == command.CauseRef))
            return [];
        if (!StageHistory.Held(firm.Stages, stageId, day))
            throw new RuleBroken("stage.not-held", new { stageId, day });
        var line = command.Trigger == Withdrawn ? null : Line(rung, command.Trigger);
        if (command.Trigger == "coachingRefused" && firm.PoolTimes.LastOrDefault(t => t.PoolId == stageId && t.Exit is null)?.Refused.Length is null or < RefusedTwice)
            throw new RuleBroken("stage.coaching-not-refused", new { stageId, times = RefusedTwice });
        return [.. LeaveLines.Leave(firm, rungs, stageId, command.Trigger, line?.ToStage, command.CauseRef, day, known, command.DecidedOn)];
    }

    // An adverse record takes effect on the day on which it was listed.
    private static DateOnly Day(LeaveStage command, Firm firm) => command.Trigger != "adverseRecord" ? command.DecidedOn
        : firm.AdverseRecords.FirstOrDefault(r => r.Id == command.CauseRef)?.ListedOn ?? throw new RuleBroken("adverse.unknown", new { recordId = command.CauseRef });

    private static LeaveLine Line(Rung rung, string trigger) => rung.Line(trigger) ?? throw new RuleBroken(
        rung.Leave.Any(l => l.Trigger == trigger) ? "stage.line-not-confirmed" : "stage.no-such-line", new { rung.StageId, trigger });

    internal static void Map(IEndpointRouteBuilder routes) =>
        routes.MapPost("/firms/{id}/stages/{stageId}/leaving", Handle).IsEdit(Roles.Supervisor).Produces<FirmVersion>();

    private static async Task<Reply> Handle(LeaveStage command, string id, string stageId, CommandContext context, Shelf shelf, CancellationToken cancellation)
    {
        var stream = await Firm.Fetch(context, id, cancellation);
        var rungs = (await shelf.Look(context.Tenant, cancellation)).Rungs;
        return FirmVersion.Reply(stream, Decide(command, stageId, stream.Aggregate!, rungs, context.Today, context.KnownDay()));
    }
}
