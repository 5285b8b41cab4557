namespace Cultivation.Ladder.Cases;

/// <summary>A notice as its page shows it.</summary>
internal sealed record NoticePage(
    string ListId, string Batch, NoticeSubject[] Subjects, DateOnly StartsOn, int Days, string DayUnit, DateOnly? EndsOn, string DocumentRef,
    Objection[] Objections, DateOnly? EndedOn, string[] HeldBack)
{
    public static NoticePage Of(PublicNotice n) => new(
        n.Started!.ListId, n.Started.Batch, n.Started.Subjects, n.Started.StartsOn, n.Started.Days, n.Started.DayUnit, n.Started.EndsOn,
        n.Started.DocumentRef, n.Objections, n.Ended?.EndedOn, n.Ended?.HeldBack ?? []);

    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/notices/{id}", One).IsQuery(Readers.Office);
        routes.MapGet("/notices/{id}/objections/{objectionId}", Text).IsQuery(Roles.Supervisor, Roles.Auditor);
    }

    private static async Task<NoticePage> One(string id, QueryContext context, HttpResponse response, CancellationToken cancellation)
    {
        var found = await context.Session.LoadAsync<PublicNotice>(PublicNotice.Key(id), cancellation) ?? throw new RuleBroken("notice.unknown", new { id });
        response.Headers.ETag = Hosting.Reply.Tag(found.Version);
        return Of(found);
    }

    private static async Task<ObjectionText> Text(string id, string objectionId, QueryContext context, CancellationToken cancellation) =>
        await context.Session.LoadAsync<KeptText>(objectionId, cancellation) is { Name: { } name } text && text.Stream == PublicNotice.Key(id)
            ? new(objectionId, id, name, text.Contact, text.Text)
            : throw new RuleBroken(await IsErased(id, objectionId, context, cancellation) ? "notice.objection-erased" : "notice.objection-unknown", new { objectionId });

    private static async Task<bool> IsErased(string id, string objectionId, QueryContext context, CancellationToken cancellation) =>
        await context.Session.LoadAsync<PublicNotice>(PublicNotice.Key(id), cancellation) is { } notice && notice.Objections.Any(o => o.Id == objectionId && o.Erased);
}
