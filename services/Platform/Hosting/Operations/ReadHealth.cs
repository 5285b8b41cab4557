using System.Globalization;
using Marten;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Npgsql;

namespace Cultivation.Hosting;

/// <summary>One more member of a service's <c>operations/health</c>.</summary>
/// <param name="Name">Of the member.</param>
/// <param name="Read">Its value, to be written as JSON.</param>
public sealed record HealthPart(string Name, Func<CancellationToken, Task<object>> Read);

/// <summary>
/// How this service stands, in one answer: its process, its relay and projections with how far they are behind, how far it has read its sources, what it
/// holds back, what was skipped, and for which transactions the log's tail waits. What is asked is the database: each process of the service tells the same.
/// </summary>
internal static class ReadHealth
{
    public static void Map(IEndpointRouteBuilder routes) => routes.MapGet("/operations/health", Handle).IsQuery(Roles.Operator);

    private static async Task<IResult> Handle(
        Source source, IDocumentStore store, NpgsqlDataSource database, IEnumerable<HealthPart> parts, TimeProvider time, CancellationToken cancellation)
    {
        var answer = new Dictionary<string, object?>(StringComparer.Ordinal)
        {
            ["service"] = source.Name,
            ["at"] = time.GetUtcNow(),
            ["epoch"] = await source.Epoch(cancellation),
            ["process"] = ProcessView.Now(),
            ["sources"] = await Sources(source, database, cancellation),
        };
        foreach (var (name, value) in await StoreStanding.Read(store, cancellation))
            answer[name] = value;
        foreach (var part in parts)
            answer[part.Name] = await part.Read(cancellation);
        return Results.Json(answer, Json.Web);
    }

    private static Task<List<SourceView>> Sources(Source source, NpgsqlDataSource database, CancellationToken cancellation) => database.Rows(
        """
        select s.name, c.epoch, c.position, count(p.position), count(distinct (p.tenant_id, p.subject)), min(p.parked_at)
        from unnest($1) as s (name) left join hosting.cursors c on c.source = s.name left join hosting.parked p on p.source = s.name
        group by s.name, c.epoch, c.position order by s.name
        """,
        row => new SourceView(
            row.GetString(0), row.IsDBNull(1) ? null : string.Create(CultureInfo.InvariantCulture, $"{row.GetInt32(1)}-{row.GetInt64(2)}"),
            row.GetInt64(3), row.GetInt64(4), row.IsDBNull(5) ? null : row.GetFieldValue<DateTimeOffset>(5)),
        cancellation, (object)source.Messages.Sources.Select(consumed => consumed.Source).ToArray());

    /// <param name="Cursor">Where this service has read the source, <c>epoch-position</c>; null before its first change.</param>
    /// <param name="Parked">Messages that failed or wait behind one that failed, of so many subjects.</param>
    private sealed record SourceView(string Source, string? Cursor, long Parked, long Subjects, DateTimeOffset? ParkedSince);
}
