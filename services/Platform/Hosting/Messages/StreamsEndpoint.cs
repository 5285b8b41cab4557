using Cultivation.Contracts;
using Marten;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Cultivation.Hosting;

/// <summary>
/// <c>GET /changes/streams?kind=firm&amp;after=310114/firm:7&amp;limit=50</c>: all that was, or would have been, published of each stream of a kind, stream by stream.
/// A type that is published now shows with all its events, also those from before.
/// </summary>
internal static class StreamsEndpoint
{
    private const int Most = 100;

    public static void Map(IEndpointRouteBuilder routes) =>
        routes.MapGet("/changes/streams", Handle).RequireAuthorization(policy => policy.RequireRole(Roles.Service, Roles.Operator));

    /// <param name="kind">What stands before the colon of the streams' keys.</param>
    /// <param name="after">The <c>next</c> of the page before.</param>
    private static async Task<IResult> Handle(
        Source source, Log log, IDocumentStore store, string kind, CancellationToken cancellation, string? after = null, int limit = 50)
    {
        var (tenant, stream) = after?.Split('/', 2) is [var inTenant, var key] ? (inTenant, key) : ("", "");
        var most = Math.Clamp(limit, 1, Most);
        var keys = await log.Streams(kind, tenant, stream, most, cancellation);
        var rows = await log.Of(keys, await Decided.Position(store, cancellation), source.StoredTypes, cancellation);
        var epoch = await source.Epoch(cancellation);
        var changes = rows.ToLookup(row => (row.Tenant, row.StreamKey), row => source.Change(row, epoch, previous: 0));
        return Results.Json(
            new StreamPage(
                epoch, [.. keys.Select(k => new StreamChanges(k.Tenant, k.Key, [.. changes[k]]))], after is null ? await log.Count(kind, cancellation) : null,
                keys.Count < most ? null : $"{keys[^1].Tenant}/{keys[^1].Key}"),
            MessageJson.Options);
    }
}

/// <summary>What a source ever published of one stream, in order. None of it says what came before it.</summary>
/// <param name="Subject">The stream's key, <c>firm:{id}</c>.</param>
public sealed record StreamChanges(string Tenant, string Subject, IReadOnlyList<Change> Changes);

/// <summary>A page of <c>/changes/streams</c>.</summary>
/// <param name="Count">How many streams of the kind there are; on the first page only.</param>
/// <param name="Next">To ask with next; null on the last page.</param>
public sealed record StreamPage(int Epoch, IReadOnlyList<StreamChanges> Streams, long? Count, string? Next);
