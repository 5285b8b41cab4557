using System.Text.Json;
using Cultivation.Finance.Banks;
using Cultivation.Hosting;
using Marten;

namespace Cultivation.Finance.Feeds;

/// <summary>A bank reads its feed over HTTP, from any position, as often as it likes.</summary>
internal static class ReadFeed
{
    private const int MostEntries = 500;

    public static void Map(IEndpointRouteBuilder routes) =>
        routes.MapGet("/banks/{id}/feed", Handle).IsQuery(Roles.Bank, Roles.Operator, Roles.Auditor);

    private static async Task<IResult> Handle(
        string id, QueryContext context, Epoch epoch, CancellationToken cancellation, string? after = null, int limit = 100)
    {
        BankAccess.Check(context.Person, id, "feed.forbidden");
        if (limit is < 1 or > MostEntries)
            throw new RuleBroken("feed.limit", new { most = MostEntries });
        var start = Start(after, await epoch.Value(cancellation));
        var page = await context.Session.ReadFeed(id, start.Position, limit, context.Today, cancellation);
        if (page.Count == 0)
            await CheckHead(id, start, context, cancellation);
        foreach (var entry in page)
            FinanceTelemetry.HandedOver(context.Tenant, id, Channels.Pull, entry.Withheld);
        return Results.Bytes(BankEvent.Bytes(json => Write(json, context.Tenant, id, start, page)), "application/json; charset=utf-8");
    }

    /// <exception cref="RuleBroken">The cursor cannot be read, or was given before a backup was restored.</exception>
    internal static Cursor Start(string? after, int epoch)
    {
        if (after is null)
            return new Cursor(epoch, 0);
        if (!Cursor.TryParse(after, out var cursor))
            throw new RuleBroken("feed.cursor-malformed");
        return cursor.Epoch == epoch ? cursor : throw new RuleBroken("feed.epoch-changed", new { epoch });
    }

    /// <summary>A cursor that a caller names, and the feed's last position.</summary>
    /// <exception cref="RuleBroken">It cannot be read, is of another epoch, or lies beyond the head.</exception>
    internal static async Task<(Cursor Cursor, long Head)> Known(this IQuerySession session, string bankId, string? text, int epoch, CancellationToken cancellation)
    {
        var cursor = Start(text, epoch);
        var head = (await session.Events.FetchStreamStateAsync(Feed.Key(bankId), cancellation))?.Version ?? 0;
        return cursor.Position > head
            ? throw new RuleBroken("feed.cursor-ahead", new { head = (cursor with { Position = head }).ToString() })
            : (cursor, head);
    }

    private static async Task CheckHead(string bankId, Cursor start, QueryContext context, CancellationToken cancellation)
    {
        if (await context.Session.LoadAsync<Bank>(Bank.Key(bankId), cancellation) is null)
            throw new RuleBroken("bank.unknown", new { bankId });
        await context.Session.Known(bankId, start.ToString(), start.Epoch, cancellation);
    }

    private static void Write(Utf8JsonWriter json, string district, string bankId, Cursor start, IReadOnlyList<HandOver> page)
    {
        json.WriteStartObject();
        json.WriteNumber("epoch", start.Epoch);
        json.WriteStartArray("entries");
        foreach (var entry in page)
            BankEvent.Write(json, district, bankId, start with { Position = entry.Position }, entry, entry.Entry.TraceParent);
        json.WriteEndArray();
        json.WriteString("next", (start with { Position = start.Position + page.Count }).ToString());
        json.WriteEndObject();
    }
}
