using Cultivation.Finance.Banks;
using Cultivation.Hosting;

namespace Cultivation.Finance.Feeds.Book;

/// <summary>
/// What a bank's book comes to at a position, whole and in parts. Where the bank's own differs, it asks for the parts of the one that
/// differs, until one row is left: the firm about which the two disagree.
/// </summary>
internal static class ReadDigest
{
    private const int MostParts = 256;

    public static void Map(IEndpointRouteBuilder routes) =>
        routes.MapGet("/banks/{id}/book", Handle).IsQuery(Roles.Bank, Roles.Operator, Roles.Auditor);

    /// <param name="at">Cursor of the book; the head when it is not given.</param>
    /// <param name="from">First position of the rows that are asked for.</param>
    /// <param name="to">Their last position; that of the book when it is not given.</param>
    /// <param name="parts">Into how many parts to cut them; each has about equally many rows.</param>
    private static async Task<Reply> Handle(
        string id, QueryContext context, Epoch epoch, Books books, CancellationToken cancellation, string? at = null, long from = 1, long? to = null,
        int parts = 16)
    {
        BankAccess.Check(context.Person, id, "feed.forbidden");
        if (parts is < 1 or > MostParts)
            throw new RuleBroken("book.parts", new { most = MostParts });
        var asked = FeedCursors.Start(at, await epoch.Value(cancellation));
        var head = await FeedCursors.Head(context, id, asked, cancellation);
        var cursor = at is null ? asked with { Position = head.Version } : asked;
        var last = to ?? cursor.Position;
        if (from < 1 || (last < from && last != 0) || last > cursor.Position)
            throw new RuleBroken("book.range", new { at = cursor.ToString() });
        var found = await books.Parts(context.Tenant, id, cursor.Position, from, last, parts, cancellation);
        return Reply.Ok(new
        {
            at = cursor.ToString(),
            parts = found.Select(p => new { p.From, p.To, bookrows = p.Digest.Rows, bookdigest = p.Digest.Sum }),
        });
    }
}
