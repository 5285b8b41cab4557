using Cultivation.Criteria;
using Cultivation.Ladder.Calendars;
using Cultivation.Ladder.People;

namespace Cultivation.Ladder.Cases;

/// <summary>Asks a panel to score the firm. Where the programme leaves expert review out of its promise, the clock stands until it is closed.</summary>
/// <param name="CriterionId">The criterion that takes its value from the review; null for none.</param>
/// <param name="Items">The score sheet, where the programme has none for the criterion.</param>
/// <param name="Rule">The same.</param>
public sealed record OpenReview(PanelMember[] Panel, string? CriterionId = null, ReviewItem[]? Items = null, ReviewRule? Rule = null)
{
    internal static object[] Decide(
        OpenReview command, Case @case, ReviewRules rules, Sla promise, DateTimeOffset now, string by, IReadOnlyDictionary<int, WorkingCalendar> calendars)
    {
        ProposeDecision.RequireReady(@case);
        if (@case.Proposal is { } waiting)
            throw new RuleBroken("case.proposal-open", new { @case.Number, proposedBy = waiting.By });
        if (rules.Sheet is not null && (command.Items is not null || command.Rule is not null))
            throw new RuleBroken("review.sheet-given", new { command.CriterionId });
        var items = rules.Sheet?.Items ?? command.Items ?? [];
        RequireSheet(items);
        var rule = rules.Sheet?.Rule ?? command.Rule ?? ReviewRule.Mean;
        if (command.Panel.DistinctBy(m => m.PersonRef).Count() != command.Panel.Length)
            throw new RuleBroken("case.people-missing");
        foreach (var member in command.Panel)
            PersonRef.Check(member.PersonRef, nameof(PanelMember.PersonRef));
        rules.Panel.Require([.. command.Panel.Select(m => m.Expertise)], rule);
        List<object> happened = [new ReviewOpened(@case.Number, command.CriterionId, items, rule, now, by)];
        happened.AddRange(command.Panel.Select(m => new ReviewerAssigned(@case.Number, m.PersonRef, ReviewerRole.Expert, now, m.Expertise, by)));
        if (@case.Clock is { Running: true } && promise.ExcludedPhases.Contains(ClockReason.ExpertReview.Word()))
            happened.AddRange(PauseClock.Decide(new(ClockReason.ExpertReview), @case, promise, now, by, calendars));
        return [.. happened];
    }

    private static void RequireSheet(ReviewItem[] items)
    {
        if (items.Length == 0 || items.DistinctBy(i => i.Id).Count() != items.Length || items.Any(i => i.Most <= 0))
            throw new RuleBroken("review.sheet-missing");
        foreach (var item in items)
        {
            Require.Text(item.Id, nameof(item.Id), 64);
            Require.Text(item.Name, nameof(item.Name));
        }
    }

    internal static void Map(IEndpointRouteBuilder routes) =>
        routes.MapPost("/cases/{number}/review", Handle).IsEdit(Roles.CaseWorker, Roles.Supervisor).Produces<ReviewPage>();

    private static async Task<Reply> Handle(OpenReview command, string number, CommandContext context, Shelf shelf, CancellationToken cancellation)
    {
        var stream = await Holder.Fetch(context, number, cancellation);
        var @case = stream.Aggregate!;
        ProposeDecision.RequireReady(@case);
        await Conflicts.RequireNamed(context, @case, [.. command.Panel.Select(m => m.PersonRef)], cancellation);
        var book = CaseRules.Open(await shelf.Look(context.Tenant, cancellation), @case, context.Today);
        var promise = Promises.ById(book.Stage(@case.StageId), book.Set.Main, @case.Clock!.Promise.SlaId);
        var calendars = await WorkingDays.Published(context, @case.Clock.StartedOn, cancellation);
        var rules = ReviewRules.Of(book, command.CriterionId);
        return ReviewPage.Reply(stream, Decide(command, @case, rules, promise, context.Now, context.Person.Subject, calendars), context.Person);
    }
}

/// <summary>Who is asked.</summary>
/// <param name="PersonRef">By reference, never a name.</param>
public sealed record PanelMember(string PersonRef, Expertise Expertise);
