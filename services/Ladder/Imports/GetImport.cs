using System.Text.Json;

namespace Cultivation.Ladder.Imports;

internal enum ImportState { Read, Applying, Applied }

/// <summary>A list and how far its application is.</summary>
/// <param name="Planned">Rows without a fault.</param>
/// <param name="Done">Rows that have been applied: added, unchanged, or refused because the firm changed after the reading.</param>
internal sealed record ImportProgress(
    string Id, string Kind, ImportState State, string ListRef, string Authority, string By, DateTimeOffset ReadAt, KnownSince? KnownSince, int Rows, int Planned,
    int Done, int Added, int Unchanged, int Refused, RowFault[] Faults);

internal static class GetImport
{
    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/imports/{id}", Progress).IsQuery(Readers.Office);
        routes.MapGet("/imports/{id}/rows", Rows).IsQuery(Readers.Office);
    }

    private static async Task<ImportProgress> Progress(string id, QueryContext context, CancellationToken cancellation)
    {
        var list = await List(id, context, cancellation);
        var order = await context.Session.LoadAsync<ImportApplication>(id, cancellation);
        var done = await context.Session.QueryAsync<string>(
            $"""
            select json_build_object('added', coalesce(sum((data ->> 'added')::int), 0), 'unchanged', coalesce(sum((data ->> 'unchanged')::int), 0),
                'refused', coalesce(sum((data ->> 'refused')::int), 0))::text
            from {Database.Events}.mt_doc_importresult where tenant_id = ? and id like ?
            """,
            cancellation, context.Tenant, ImportBatch.Key(id, 0)[..^1] + "%");
        var (added, unchanged, refused) = JsonSerializer.Deserialize<Sum>(done[0], Json.Web)!;
        var state = order switch { null => ImportState.Read, { Finished: true } => ImportState.Applied, _ => ImportState.Applying };
        return new(
            id, list.Kind, state, list.ListRef, list.Authority, list.By, list.ReadAt, order?.Known ?? list.Known, list.Rows, list.Rows - list.Faults.Length,
            added + unchanged + refused, added, unchanged, refused, list.Faults);
    }

    /// <summary>What became of each row, a batch per page: <c>next</c> is the <c>after</c> of the page that follows.</summary>
    private static async Task<Page<RowResult>> Rows(string id, int? after, QueryContext context, CancellationToken cancellation)
    {
        var list = await List(id, context, cancellation);
        var number = after ?? 0;
        var batch = await context.Session.LoadAsync<ImportedRows>(ImportBatch.Key(id, number), cancellation);
        var next = number + 1 < list.Batches ? (number + 1).ToString(System.Globalization.CultureInfo.InvariantCulture) : null;
        return new(batch?.Rows ?? [], next);
    }

    private static async Task<ImportedList> List(string id, QueryContext context, CancellationToken cancellation) =>
        await context.Session.LoadAsync<ImportedList>(id, cancellation) ?? throw new RuleBroken("import.unknown", new { id });

    private sealed record Sum(int Added, int Unchanged, int Refused);
}
