using Cultivation.Ladder.Firms;

namespace Cultivation.Ladder.Discovery;

/// <summary>Saved screens.</summary>
internal static class GetScreens
{
    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/screens", Many).IsQuery(Readers.Office);
        routes.MapGet("/screens/{id}", One).IsQuery(Readers.Office);
        routes.MapGet("/screens/{id}/timeline", Timeline).IsQuery(Readers.Office);
    }

    private static async Task<Page<Screen>> Many(string? after, int? limit, QueryContext context, CancellationToken cancellation)
    {
        var most = Paging.Most(limit);
        var keys = await context.Session.QueryAsync<string>(
            $"select id from {Database.Events}.mt_doc_screen where tenant_id = ? and id > ? order by id limit ?", cancellation,
            context.Tenant, Screen.Key(after ?? ""), most + 1);
        var found = await context.Session.LoadManyAsync<Screen>(cancellation, [.. keys]);
        return Paging.Page([.. found.OrderBy(s => s.Id, StringComparer.Ordinal)], most, s => s.ScreenId);
    }

    /// <summary>Newest first; <c>next</c> is the <c>before</c> of the page that follows.</summary>
    private static async Task<Page<HistoryLine>> Timeline(string id, long? before, int? limit, QueryContext context, CancellationToken cancellation) =>
        await Recorded.Reader.ReadStream(context.Session, Screen.Key(id), before, limit, cancellation) ?? throw new RuleBroken("screen.unknown", new { id });

    private static async Task<Screen> One(string id, QueryContext context, HttpResponse response, CancellationToken cancellation)
    {
        var found = await context.Session.LoadAsync<Screen>(Screen.Key(id), cancellation) ?? throw new RuleBroken("screen.unknown", new { id });
        response.Headers.ETag = Reply.Tag(found.Version);
        return found;
    }
}
