using Cultivation.Ladder.Calendars;

namespace Cultivation.Ladder.Cases;

/// <summary>Closes a review in which all of the panel have scored: its value is by the rule, and the clock goes on.</summary>
public sealed record CloseReview
{
    internal static object[] Decide(Case @case, PanelRule panel, DateTimeOffset now, string by, IReadOnlyDictionary<int, WorkingCalendar> calendars)
    {
        var review = ScoreReview.Open(@case);
        if (review.Panel.Where(r => r.Total is null).Select(r => r.Person).ToArray() is { Length: > 0 } people)
            throw new RuleBroken("review.sheets-missing", new { @case.Number, people });
        // Some may have been recused since it was opened.
        panel.Require([.. review.Panel.Select(r => r.Expertise)], review.Rule);
        var closed = new ReviewClosed(@case.Number, review.CriterionId, review.Result(), review.Panel.Length, now, by);
        return @case.Clock is { StoppedFor: ClockReason.ExpertReview }
            ? [closed, CaseClock.GoOn(@case, ClockReason.ExpertReview, now, by, calendars)]
            : [closed];
    }

    internal static void Map(IEndpointRouteBuilder routes) =>
        routes.MapPost("/cases/{number}/review/closing", Handle).IsEdit(Roles.CaseWorker, Roles.Supervisor).Produces<ReviewPage>();

    private static async Task<Reply> Handle(CloseReview command, string number, CommandContext context, Shelf shelf, CancellationToken cancellation)
    {
        var stream = await Holder.Fetch(context, number, cancellation);
        var @case = stream.Aggregate!;
        var rules = ReviewRules.Of(CaseRules.Open(await shelf.Look(context.Tenant, cancellation), @case, context.Today), ScoreReview.Open(@case).CriterionId);
        var calendars = await WorkingDays.Published(context, @case.Clock!.StartedOn, cancellation);
        return ReviewPage.Reply(stream, Decide(@case, rules.Panel, context.Now, context.Person.Subject, calendars), context.Person);
    }
}
