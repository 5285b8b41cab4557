using System.Globalization;
using Cultivation.Finance.Banks;
using Cultivation.Hosting;

namespace Cultivation.Finance.Feeds.Book;

/// <summary>
/// A bank's book as it stands at a position of its feed, page by page: from there the bank goes on with the feed. The rows are the entries
/// that stand, as they were told; one whose firm has taken its consent back since is withheld, and an entry further on ends it.
/// </summary>
internal static class ReadSnapshot
{
    public static void Map(IEndpointRouteBuilder routes) =>
        routes.MapGet("/banks/{id}/snapshot", Handle).IsQuery(Roles.Bank, Roles.Operator, Roles.Auditor);

    /// <param name="at">Cursor of the book; the head when it is not given. Later pages give that of the first.</param>
    /// <param name="after">Position of the last row that the bank has of it.</param>
    private static async Task<IResult> Handle(
        string id, QueryContext context, Epoch epoch, CancellationToken cancellation, string? at = null, long after = 0, int limit = 100)
    {
        BankAccess.Check(context.Person, id, "feed.forbidden");
        FeedCursors.CheckLimit(limit);
        var asked = FeedCursors.Start(at, await epoch.Value(cancellation));
        var head = await FeedCursors.Head(context, id, asked, cancellation);
        var cursor = at is null ? asked with { Position = head.Version } : asked;
        var book = await context.Session.ReadDigest(id, cursor.Position, cancellation);
        var rows = await context.Session.ReadBook(id, cursor.Position, after, limit, context.Today, cancellation);
        return PullAnswer.Of(context.Tenant, id, rows, Attempt.Snapshot, json =>
        {
            json.WriteString("at", cursor.ToString());
            json.WriteNumber("bookrows", book.Rows);
            json.WriteString("bookdigest", book.Sum);
            PullAnswer.WriteEntries(json, context.Tenant, id, cursor, rows);
            if (rows.Count == limit)
                json.WriteString("next", rows[^1].Position.ToString(CultureInfo.InvariantCulture));
            else
                json.WriteNull("next");
        });
    }
}
