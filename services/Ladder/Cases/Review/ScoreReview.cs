namespace Cultivation.Ladder.Cases;

/// <summary>A member of the panel hands in the sheet: once, and corrected with a reason until the review is closed.</summary>
/// <param name="Correction">Needed to replace an earlier sheet.</param>
public sealed record ScoreReview(ItemScore[] Scores, FreeText? Correction = null)
{
    internal static object[] Decide(ScoreReview command, Case @case, string by, DateTimeOffset now)
    {
        var review = Open(@case);
        var reviewer = review.Panel.FirstOrDefault(r => r.Person == by) ?? throw new RuleBroken("review.not-on-panel", new { @case.Number });
        var most = review.Items.ToDictionary(i => i.Id, i => i.Most, StringComparer.Ordinal);
        var points = command.Scores.DistinctBy(s => s.ItemId).ToDictionary(s => s.ItemId, s => s.Points, StringComparer.Ordinal);
        if (command.Scores.Length != most.Count || !most.Keys.All(points.ContainsKey))
            throw new RuleBroken("review.items-unscored", new { items = most.Keys });
        if (points.Where(p => p.Value < 0 || p.Value > most[p.Key] || decimal.Round(p.Value, 2) != p.Value).Select(p => p.Key).ToArray() is { Length: > 0 } items)
            throw new RuleBroken("review.points", new { items });
        if (reviewer.Scores is { } before)
        {
            if (before.ToHashSet().SetEquals(command.Scores))
                return [];
            if (string.IsNullOrWhiteSpace(command.Correction?.Text))
                throw new RuleBroken("review.scored-already", new { @case.Number });
            Require.Text(command.Correction, nameof(Correction), 2_000);
        }
        return [new ReviewScored(@case.Number, by, command.Scores, points.Values.Sum(), now, reviewer.Scores is null ? null : command.Correction)];
    }

    /// <exception cref="RuleBroken"><c>review.none-open</c>.</exception>
    internal static CaseReview Open(Case @case) => @case is { State: CaseState.Accepted, Review: { Open: true } review }
        ? review
        : throw new RuleBroken("review.none-open", new { @case.Number });

    // Many score at the same time, each for itself: no version is asked for.
    internal static void Map(IEndpointRouteBuilder routes) => routes.MapPost("/cases/{number}/review/scores", Handle)
        .IsCommand(Roles.Reviewer, Roles.CaseWorker, Roles.Supervisor).Produces<ReviewPage>();

    private static async Task<Reply> Handle(ScoreReview command, string number, CommandContext context, CancellationToken cancellation)
    {
        var stream = await CasePage.Find(context, number, cancellation);
        await Conflicts.Require(context, stream.Aggregate!, cancellation);
        return ReviewPage.Reply(stream, Decide(command, stream.Aggregate!, context.Person.Subject, context.Now), context.Person);
    }
}
