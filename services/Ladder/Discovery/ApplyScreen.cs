using Cultivation.Criteria;
using Marten;

namespace Cultivation.Ladder.Discovery;

/// <summary>Raises a lead, with the reason, for each firm that a screen finds and that has none yet for the stage.</summary>
internal static class ApplyScreen
{
    /// <summary>Leads that one call raises at most; <c>next</c> says where another goes on.</summary>
    private const int Most = 500;

    /// <summary>Days for which a screen leaves a firm alone after a lead was let go. Our own figure: no rule gives one.</summary>
    internal const int QuietDays = 90;

    /// <returns>The lead; null where there is one, or was not long ago.</returns>
    internal static LeadDiscovered? Decide(Screen screen, NearFirm near, CriterionMet[]? met, StageLead? known, string leadId, DateOnly today)
    {
        if (known is { DismissedOn: null } || known?.DismissedOn is { } day && today < day.AddDays(QuietDays))
            return null;
        var ready = new Text("已满足可由数据判断的全部条件", "Meets every condition that data can answer");
        Text[] reasons = near.Lacks.Count == 0 ? [ready] : [.. near.Lacks.Select(l => l.Text)];
        return new(leadId, near.FirmId, near.CreditCode, screen.StageId, LeadChannel.Screen, screen.ScreenId, near.Missing, near.Open, reasons, today, Met: met);
    }

    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/screens/{id}/matches", Matches).IsQuery(Readers.Office);
        routes.MapPost("/screens/{id}/leads", Handle).IsCommand(LeadPage.Workers).Produces<ScreenRun>();
    }

    private static async Task<Reply> Handle(string id, string? after, CommandContext context, ScreenMatches matches, CancellationToken cancellation)
    {
        var stream = await Screen.Fetch(context, id, cancellation);
        var screen = stream.Aggregate!;
        if (screen.Retired)
            throw new RuleBroken("screen.retired", new { screenId = id });
        var (found, next) = await matches.Find(context.Session, screen, context.Today, after, Most, cancellation);
        var known = (await context.Session.LoadManyAsync<StageLead>(cancellation, [.. found.Select(f => StageLead.For(f.Near.FirmId, screen.StageId))])).ToDictionary(l => l.Id);
        var raised = 0;
        foreach (var (near, met) in found)
        {
            var key = StageLead.For(near.FirmId, screen.StageId);
            if (Decide(screen, near, met, known.GetValueOrDefault(key), context.NewId(), context.Today) is not { } lead)
                continue;
            RaiseLead.Open(context.Session, key, known.GetValueOrDefault(key), lead);
            raised++;
        }
        if (raised > 0)
            stream.AppendOne(new ScreenApplied(id, raised, context.Today, context.Person.Subject));
        return Reply.Ok(new ScreenRun(found.Count, raised, found.Count - raised, next));
    }

    private static async Task<Page<NearFirm>> Matches(
        string id, string? after, int? limit, QueryContext context, ScreenMatches matches, CancellationToken cancellation)
    {
        var screen = await context.Session.LoadAsync<Screen>(Screen.Key(id), cancellation) ?? throw new RuleBroken("screen.unknown", new { id });
        var (found, next) = await matches.Find(context.Session, screen, context.Today, after, Paging.Most(limit), cancellation);
        return new([.. found.Select(match => match.Near)], next);
    }
}

/// <param name="Matched">Firms found by this call.</param>
/// <param name="Raised">New leads.</param>
/// <param name="Passed">Firms that have a lead for the stage, or had one let go not long ago.</param>
/// <param name="Next">Value of <c>after</c> for the call that goes on; null at the end.</param>
internal sealed record ScreenRun(int Matched, int Raised, int Passed, string? Next);
