using Cultivation.Criteria;
using Cultivation.Ladder.Calendars;
using Marten;
using Marten.Events;

namespace Cultivation.Ladder.Cases;

/// <summary>Accepts a case: the clock starts, and the case stays on the programme version in force, or on the one before by the transition.</summary>
/// <param name="MissingTolerated">Papers, as the stage names them, that may come later (容缺).</param>
public sealed record AcceptCase(string[]? MissingTolerated = null)
{
    internal static CaseAccepted Decide(
        AcceptCase command, Case @case, Stage stage, Sla promise, PublishedVersion version, DateOnly today,
        IReadOnlyDictionary<int, WorkingCalendar> calendars)
    {
        if (@case.State != CaseState.Submitted)
            throw new RuleBroken("case.not-submitted", new { @case.Number, @case.State });
        var missing = command.MissingTolerated ?? [];
        foreach (var paper in missing)
        {
            var evidence = stage.Evidence.FirstOrDefault(e => e.Zh == paper) ?? throw new RuleBroken("case.paper-unknown", new { paper });
            if (evidence.Required)
                throw new RuleBroken("case.paper-required", new { paper });
        }
        var due = promise.Unit == "workingDay" ? WorkingDays.Due(today, promise.Value, calendars) : today.AddDays(promise.Value);
        var plan = new SlaPlan(promise.Standing.Id, promise.Step.En, promise.Value, promise.Unit, $"{promise.Standing.Certainty}".ToLowerInvariant());
        return new(@case.Number, today, plan, due, missing, version.Version, version.Hash);
    }

    /// <summary>The promise for the whole way from acceptance to the district's decision: the longest that runs between the two.</summary>
    internal static Sla Promise(Stage stage, Programme programme) =>
        stage.Sla.Concat(programme.Sla)
            .Where(s => s.StartsOn == nameof(CaseAccepted) && s.StopsOn.Split('|').Any(e => e is nameof(DistrictRecommended) or nameof(PoolAdmitted)))
            .MaxBy(s => s.Value) ?? throw new RuleBroken("programme.no-promise", new { stageId = stage.Id });

    internal static void Map(IEndpointRouteBuilder routes) =>
        routes.MapPost("/cases/{number}/acceptance", Handle).IsEdit(Roles.CaseWorker, Roles.Supervisor).Produces<CasePage>();

    private static async Task<Reply> Handle(AcceptCase command, string number, CommandContext context, Shelf shelf, CancellationToken cancellation)
    {
        var stream = await CasePage.Fetch(context, number, cancellation);
        var @case = stream.Aggregate!;
        var (tenant, programme) = await shelf.Find(context.Tenant, @case.ProgrammeId, cancellation);
        var version = await shelf.ForCase(tenant, programme, @case.StageId, Clock.Day(@case.SubmittedOn), context.Today, cancellation);
        var book = await shelf.Open(tenant, programme, version, cancellation);
        var stage = book.Stage(@case.StageId);
        await using var nation = context.Reference("000000");
        int[] years = [context.Today.Year, context.Today.Year + 1];
        var calendars = await nation.LoadManyAsync<WorkingCalendar>(cancellation, [.. years.Select(WorkingCalendar.Key)]);
        var accepted = Decide(
            command, @case, stage, Promise(stage, book.Set.Main), version, context.Today, calendars.ToDictionary(c => c.Year));
        stream.AppendOne(accepted);
        return Reply.Ok(CasePage.Of(@case.Fold(accepted), context.Today), stream.StartingVersion + 1);
    }
}
