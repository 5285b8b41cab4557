using System.Text.Json;
using Cultivation.Finance.Banks;
using Cultivation.Hosting;
using Marten;

namespace Cultivation.Finance.Feeds;

/// <summary>
/// A bank reads its feed over HTTP, from any position, as often as it likes; at its head it may wait for the next entry. A range that it names by its end, too, is
/// a replay and marked as one.
/// </summary>
internal sealed class ReadFeed(FeedSignals signals, TimeProvider time, IHostApplicationLifetime lifetime)
{
    private const int LongestWait = 60;
    private static readonly TimeSpan Poll = TimeSpan.FromSeconds(2);

    public static void Map(IEndpointRouteBuilder routes) =>
        routes.MapGet("/banks/{id}/feed", Handle).IsQuery(Roles.Bank, Roles.Operator, Roles.Auditor);

    /// <param name="through">Cursor of the last entry of a range; none: as far as the feed goes.</param>
    /// <param name="wait">Seconds to wait for an entry where there is none after the cursor.</param>
    private static async Task<IResult> Handle(
        string id, QueryContext context, ReadFeed feed, Epoch epoch, CancellationToken cancellation, string? after = null, string? through = null, int limit = 100,
        int wait = 0)
    {
        BankAccess.Check(context.Person, id, "feed.forbidden");
        FeedCursors.CheckLimit(limit);
        if (wait is < 0 or > LongestWait)
            throw new RuleBroken("feed.wait", new { most = LongestWait });
        var inEpoch = await epoch.Value(cancellation);
        var start = FeedCursors.Start(after, inEpoch);
        if (through is not null)
            return await Range(context, id, start, FeedCursors.Start(through, inEpoch), limit, cancellation);
        return await feed.Page(context, id, start, limit, TimeSpan.FromSeconds(wait), cancellation);
    }

    private static async Task<IResult> Range(QueryContext context, string bankId, Cursor start, Cursor through, int limit, CancellationToken cancellation)
    {
        await FeedCursors.Head(context, bankId, through, cancellation);
        var most = (int)Math.Clamp(through.Position - start.Position, 0, limit);
        return Written(context.Tenant, bankId, start, await context.Session.ReadFeed(bankId, start.Position, most, context.Today, cancellation), replay: true);
    }

    private async Task<IResult> Page(QueryContext context, string bankId, Cursor start, int limit, TimeSpan patience, CancellationToken cancellation)
    {
        var (since, known) = (time.GetTimestamp(), false);
        using var stopping = lifetime.ApplicationStopping.Register(() => signals.Wake(context.Tenant, bankId));
        while (true)
        {
            var next = signals.Next(context.Tenant, bankId);
            var page = await context.Session.ReadFeed(bankId, start.Position, limit, time.Today(), cancellation);
            if (page.Count == 0 && !known)
            {
                await FeedCursors.Head(context, bankId, start, cancellation);
                // A cursor that was not ahead of the feed never is.
                known = true;
            }
            var left = patience - time.GetElapsedTime(since);
            // Who waits does not keep the service from stopping.
            if (page.Count > 0 || left <= TimeSpan.Zero || lifetime.ApplicationStopping.IsCancellationRequested)
                return Written(context.Tenant, bankId, start, page);
            await next.Within(left < Poll ? left : Poll, time, cancellation);
        }
    }

    private static IResult Written(string district, string bankId, Cursor start, IReadOnlyList<HandOver> page, bool replay = false) => PullAnswer.Of(district, bankId, page, replay ? Attempt.Replay : Attempt.Entry, json =>
    {
        json.WriteNumber("epoch", start.Epoch);
        PullAnswer.WriteEntries(json, district, bankId, start, page, replay);
        json.WriteString("next", (start with { Position = start.Position + page.Count }).ToString());
    });
}
