using System.Text.Json;
using Cultivation.Finance.Banks;
using Cultivation.Hosting;
using Marten;

namespace Cultivation.Finance.Feeds;

/// <summary>A bank reads its feed over HTTP, from any position, as often as it likes; at its head it may wait for the next entry.</summary>
internal sealed class ReadFeed(FeedSignals signals, TimeProvider time, IHostApplicationLifetime lifetime)
{
    private const int LongestWait = 60;
    private static readonly TimeSpan Poll = TimeSpan.FromSeconds(2);

    public static void Map(IEndpointRouteBuilder routes) =>
        routes.MapGet("/banks/{id}/feed", Handle).IsQuery(Roles.Bank, Roles.Operator, Roles.Auditor);

    /// <param name="wait">Seconds to wait for an entry where there is none after the cursor.</param>
    private static async Task<IResult> Handle(
        string id, QueryContext context, ReadFeed feed, Epoch epoch, CancellationToken cancellation, string? after = null, int limit = 100, int wait = 0)
    {
        BankAccess.Check(context.Person, id, "feed.forbidden");
        FeedCursors.CheckLimit(limit);
        if (wait is < 0 or > LongestWait)
            throw new RuleBroken("feed.wait", new { most = LongestWait });
        var start = FeedCursors.Start(after, await epoch.Value(cancellation));
        return await feed.Page(context, id, start, limit, TimeSpan.FromSeconds(wait), cancellation);
    }

    private async Task<IResult> Page(QueryContext context, string bankId, Cursor start, int limit, TimeSpan patience, CancellationToken cancellation)
    {
        var (since, known) = (time.GetTimestamp(), false);
        using var stopping = lifetime.ApplicationStopping.Register(() => signals.Wake(context.Tenant, bankId));
        while (true)
        {
            var next = signals.Next(context.Tenant, bankId);
            var page = await context.Session.ReadFeed(bankId, start.Position, limit, time.Today(), cancellation);
            // A cursor that was not ahead of the feed never is.
            if (page.Count == 0 && !known)
                known = await FeedCursors.Head(context, bankId, start, cancellation) is not null;
            var left = patience - time.GetElapsedTime(since);
            // Who waits does not keep the service from stopping.
            if (page.Count > 0 || left <= TimeSpan.Zero || lifetime.ApplicationStopping.IsCancellationRequested)
                return Written(context.Tenant, bankId, start, page);
            await next.Within(left < Poll ? left : Poll, time, cancellation);
        }
    }

    private static IResult Written(string district, string bankId, Cursor start, IReadOnlyList<HandOver> page) => PullAnswer.Of(district, bankId, page, json =>
    {
        json.WriteNumber("epoch", start.Epoch);
        PullAnswer.WriteEntries(json, district, bankId, start, page);
        json.WriteString("next", (start with { Position = start.Position + page.Count }).ToString());
    });
}
