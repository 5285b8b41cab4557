using Cultivation.Contracts;
using Marten;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Cultivation.Hosting;

/// <summary>
/// <c>GET /changes?after=epoch-position&amp;limit=500</c>: what the relay published or will publish, read from the log itself. Only positions that
/// are decided (no open transaction can still fill one) are shown.
/// </summary>
internal static class ChangesEndpoint
{
    private const int Most = 1000;

    public static void Map(IEndpointRouteBuilder routes) =>
        routes.MapGet("/changes", Handle).RequireAuthorization(policy => policy.RequireRole(Roles.Service, Roles.Operator));

    private static async Task<IResult> Handle(Source source, Log log, IDocumentStore store, CancellationToken cancellation, string? after = null, int limit = 500)
    {
        var epoch = await source.Epoch(cancellation);
        var from = after is null ? new Cursor(epoch, 0) : Cursor.TryParse(after, out var cursor) ? cursor : throw new RuleBroken("changes.cursor-malformed");
        if (from.Epoch != epoch)
            throw new RuleBroken("changes.epoch-changed", new { epoch });
        var rows = await log.After(from.Position, await Decided.Position(store, cancellation), source.StoredTypes, Math.Clamp(limit, 1, Most), cancellation);
        var previous = rows.Count == 0 ? 0 : await log.Before(rows[0].Position, source.StoredTypes, cancellation);
        var changes = new List<Change>(rows.Count);
        foreach (var row in rows)
        {
            changes.Add(source.Change(row, epoch, previous));
            previous = row.Position;
        }
        var next = rows.Count == 0 ? from : new Cursor(epoch, previous);
        return Results.Json(new ChangePage(source.Name, epoch, changes, next.ToString()), MessageJson.Options);
    }
}
