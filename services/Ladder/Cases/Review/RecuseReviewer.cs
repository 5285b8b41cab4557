namespace Cultivation.Ladder.Cases;

/// <summary>Takes a reviewer off the panel, for good, and may put another one in the place.</summary>
public sealed record RecuseReviewer(string PersonRef, FreeText Reason, string? ReplacedBy = null)
{
    internal static object[] Decide(RecuseReviewer command, Case @case, string by, DateTimeOffset now)
    {
        Require.Text(command.Reason, nameof(Reason), 2_000);
        if (@case.Recused.Contains(command.PersonRef) && command.ReplacedBy is null)
            return [];
        var review = ScoreReview.Open(@case);
        var reviewer = review.Panel.FirstOrDefault(r => r.Person == command.PersonRef) ?? throw new RuleBroken("review.not-on-panel", new { @case.Number });
        var recused = new ReviewerRecused(@case.Number, command.PersonRef, command.Reason, command.ReplacedBy, now, by);
        if (command.ReplacedBy is not { } replacement)
            return [recused];
        People.PersonRef.Check(replacement, nameof(ReplacedBy));
        return review.Panel.Any(r => r.Person == replacement)
            ? throw new RuleBroken("case.people-missing")
            : [recused, new ReviewerAssigned(@case.Number, replacement, ReviewerRole.Expert, now, reviewer.Expertise, by)];
    }

    internal static void Map(IEndpointRouteBuilder routes) =>
        routes.MapPost("/cases/{number}/review/recusals", Handle).IsEdit(Roles.CaseWorker, Roles.Supervisor).Produces<ReviewPage>();

    private static async Task<Reply> Handle(RecuseReviewer command, string number, CommandContext context, CancellationToken cancellation)
    {
        var stream = await (command.PersonRef == context.Person.Subject ? CasePage.Fetch(context, number, cancellation) : Holder.Fetch(context, number, cancellation));
        await Conflicts.RequireNamed(context, stream.Aggregate!, command.ReplacedBy is { } other ? [other] : [], cancellation);
        return ReviewPage.Reply(stream, Decide(command, stream.Aggregate!, context.Person.Subject, context.Now), context.Person);
    }
}
