using Cultivation.Finance.Banks;
using Cultivation.Hosting;
using Marten;

namespace Cultivation.Finance.Feeds;

/// <summary>Where in a feed a caller stands.</summary>
internal static class FeedCursors
{
    private const int MostEntries = 500;

    /// <exception cref="RuleBroken"><c>feed.limit</c>.</exception>
    public static void CheckLimit(int limit)
    {
        if (limit is < 1 or > MostEntries)
            throw new RuleBroken("feed.limit", new { most = MostEntries });
    }

    /// <exception cref="RuleBroken">The cursor cannot be read, or was given before a backup was restored.</exception>
    public static Cursor Start(string? after, int epoch)
    {
        if (after is null)
            return new Cursor(epoch, 0);
        if (!Cursor.TryParse(after, out var cursor))
            throw new RuleBroken("feed.cursor-malformed");
        return cursor.Epoch == epoch ? cursor : throw new RuleBroken("feed.epoch-changed", new { epoch });
    }

    /// <summary>A cursor that a caller names, and the feed as it stands.</summary>
    /// <exception cref="RuleBroken">It cannot be read, is of another epoch, or lies beyond the head.</exception>
    public static async Task<(Cursor Cursor, Feed Feed)> Known(this IQuerySession session, string bankId, string? text, int epoch, CancellationToken cancellation)
    {
        var cursor = Start(text, epoch);
        return (cursor, await session.With(bankId, cursor, cancellation));
    }

    /// <summary>The feed of a bank that is known; the cursor must not lie beyond its head.</summary>
    /// <exception cref="RuleBroken"><c>bank.unknown</c> or <c>feed.cursor-ahead</c>.</exception>
    public static async Task<Feed> Head(QueryContext context, string bankId, Cursor start, CancellationToken cancellation) =>
        await context.Session.LoadAsync<Bank>(Bank.Key(bankId), cancellation) is null
            ? throw new RuleBroken("bank.unknown", new { bankId })
            : await context.Session.With(bankId, start, cancellation);

    private static async Task<Feed> With(this IQuerySession session, string bankId, Cursor cursor, CancellationToken cancellation)
    {
        var feed = await session.LoadAsync<Feed>(Feed.Key(bankId), cancellation) ?? new();
        return cursor.Position <= feed.Version ? feed : throw new RuleBroken("feed.cursor-ahead", new { head = (cursor with { Position = feed.Version }).ToString() });
    }
}
