using JasperFx.Events;

namespace Cultivation.Ladder.Cases;

/// <summary>The last review of a case. A member of the panel sees nobody else's sheet before it is closed.</summary>
/// <param name="Value">Null until it is closed.</param>
internal sealed record ReviewPage(
    string Number, string FirmId, string CreditCode, string StageId, string? CriterionId, ReviewRule Rule, ReviewItem[] Items, ReviewerShown[] Panel, decimal? Value)
{
    internal static ReviewPage Of(Case c, Person reader)
    {
        var review = c.Review!;
        return new(
            c.Number, c.FirmId, c.CreditCode, c.StageId, review.CriterionId, review.Rule, review.Items,
            [.. review.Panel.Select(r => ReviewerShown.Of(r, !review.Open || !IsReviewerOnly(reader) || r.Person == reader.Subject))], review.Value);
    }

    public static Reply Reply(IEventStream<Case> stream, IReadOnlyCollection<object> happened, Person reader)
    {
        stream.AppendMany(happened);
        var after = happened.Aggregate(stream.Aggregate!, (c, e) => c.Fold(e));
        return Hosting.Reply.Ok(Of(after, reader), stream.StartingVersion + happened.Count);
    }

    public static void Map(IEndpointRouteBuilder routes) =>
        routes.MapGet("/cases/{number}/review", Handle).IsQuery([.. Readers.Office, Roles.Reviewer]);

    private static async Task<ReviewPage> Handle(string number, QueryContext context, HttpResponse response, CancellationToken cancellation)
    {
        var found = await context.Session.LoadAsync<Case>(Case.Key(number), cancellation);
        // To a reviewer, a case for which it is not asked does not exist.
        if (found?.Review is not { } review || (IsReviewerOnly(context.Person) && review.Panel.All(r => r.Person != context.Person.Subject)))
            throw new RuleBroken("case.unknown", new { number });
        response.Headers.ETag = Hosting.Reply.Tag(found.Version);
        return Of(found, context.Person);
    }

    private static bool IsReviewerOnly(Person person) => person.Roles is [Roles.Reviewer];
}

/// <param name="Scored">The sheet is in.</param>
/// <param name="Scores">Null where the reader may not see them yet.</param>
internal sealed record ReviewerShown(string PersonRef, Expertise Expertise, bool Scored, ItemScore[]? Scores, decimal? Total)
{
    internal static ReviewerShown Of(Reviewer r, bool open) => new(r.Person, r.Expertise, r.Scores is not null, open ? r.Scores : null, open ? r.Total : null);
}
