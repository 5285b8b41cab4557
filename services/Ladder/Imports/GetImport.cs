using System.Text.Json;

namespace Cultivation.Ladder.Imports;

internal enum ImportState { Read, Applying, Applied, Undoing, Undone }

/// <summary>A list and how far its application is.</summary>
/// <param name="Planned">Rows without a fault.</param>
/// <param name="Done">Rows that have been applied: added, unchanged, or refused because the firm changed after the reading.</param>
internal sealed record ImportProgress(
    string Id, string Kind, ImportState State, string ListRef, string Authority, string By, DateTimeOffset ReadAt, KnownSince? KnownSince, int Rows, int Planned,
    int Done, int Added, int Unchanged, int Refused, RowFault[] Faults, UndoProgress? Undo);

/// <summary>How far the undoing of a list is.</summary>
/// <param name="Undone">Rows that had been added and are undone.</param>
/// <param name="Unchanged">Rows of which nothing stood any more.</param>
/// <param name="Refused">Rows on which something else rests by now: named at <c>imports/{id}/undo/rows</c>.</param>
internal sealed record UndoProgress(string By, DateTimeOffset OrderedAt, FreeText Reason, int Undone, int Unchanged, int Refused);

internal static class GetImport
{
    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/imports/{id}", Progress).IsQuery(Readers.Office);
        routes.MapGet("/imports/{id}/rows", Rows).IsQuery(Readers.Office);
        routes.MapGet("/imports/{id}/plan", Plan).IsQuery(Readers.Office);
        routes.MapGet("/imports/{id}/undo/rows", UndoRows).IsQuery(Readers.Office);
    }

    private static async Task<ImportProgress> Progress(string id, QueryContext context, CancellationToken cancellation)
    {
        var list = await List(id, context, cancellation);
        var order = await context.Session.LoadAsync<ImportApplication>(id, cancellation);
        var undo = await context.Session.LoadAsync<ImportUndo>(id, cancellation);
        var (added, unchanged, refused) = await Sums(id, context, cancellation);
        var taken = undo is null ? new(0, 0, 0) : await Sums(ImportUndo.Results(id), context, cancellation);
        var state = (order, undo) switch
        {
            (null, _) => ImportState.Read,
            ({ Finished: false }, _) => ImportState.Applying,
            (_, null) => ImportState.Applied,
            (_, { Finished: false }) => ImportState.Undoing,
            _ => ImportState.Undone,
        };
        return new(
            id, list.Kind, state, list.ListRef, list.Authority, list.By, list.ReadAt, order?.Known ?? list.Known, list.Rows, list.Rows - list.Faults.Length,
            added + unchanged + refused, added, unchanged, refused, list.Faults,
            undo is null ? null : new(undo.By, undo.OrderedAt, undo.Reason, taken.Added, taken.Unchanged, taken.Refused));
    }

    private static async Task<Sum> Sums(string id, QueryContext context, CancellationToken cancellation)
    {
        var done = await context.Session.QueryAsync<string>(
            $"""
            select json_build_object('added', coalesce(sum((data ->> 'added')::int), 0), 'unchanged', coalesce(sum((data ->> 'unchanged')::int), 0),
                'refused', coalesce(sum((data ->> 'refused')::int), 0))::text
            from {Database.Events}.mt_doc_importresult where tenant_id = ? and id like ?
            """,
            cancellation, context.Tenant, ImportBatch.Key(id, 0)[..^1] + "%");
        return JsonSerializer.Deserialize<Sum>(done[0], Json.Web)!;
    }

    /// <summary>What became of each row, a batch per page: <c>next</c> is the <c>after</c> of the page that follows.</summary>
    private static async Task<Page<RowResult>> Rows(string id, int? after, QueryContext context, CancellationToken cancellation) =>
        await Batch<ImportedRows, RowResult>(await List(id, context, cancellation), id, after, rows => rows.Rows, context, cancellation);

    /// <summary>The same of its undoing: the rows that had been added.</summary>
    private static async Task<Page<RowResult>> UndoRows(string id, int? after, QueryContext context, CancellationToken cancellation) =>
        await Batch<ImportedRows, RowResult>(
            await List(id, context, cancellation), ImportUndo.Results(id), after, rows => rows.Rows, context, cancellation);

    /// <summary>Every row without a fault, with what it would change and the messages that it would cause.</summary>
    private static async Task<Page<PlannedRow>> Plan(string id, int? after, QueryContext context, CancellationToken cancellation) =>
        await Planned(await List(id, context, cancellation), after, context, cancellation);

    internal static Task<Page<PlannedRow>> Planned(ImportedList list, int? after, QueryContext context, CancellationToken cancellation) =>
        Batch<ImportBatch, PlannedRow>(list, list.Id, after, batch => batch.Rows, context, cancellation);

    private static async Task<Page<TRow>> Batch<TBatch, TRow>(
        ImportedList list, string keptUnder, int? after, Func<TBatch, TRow[]> rows, QueryContext context, CancellationToken cancellation) where TBatch : notnull
    {
        var number = after ?? 0;
        var batch = await context.Session.LoadAsync<TBatch>(ImportBatch.Key(keptUnder, number), cancellation);
        var next = number + 1 < list.Batches ? (number + 1).ToString(System.Globalization.CultureInfo.InvariantCulture) : null;
        return new(batch is null ? [] : rows(batch), next);
    }

    internal static async Task<ImportedList> List(string id, QueryContext context, CancellationToken cancellation) =>
        await context.Session.LoadAsync<ImportedList>(id, cancellation) ?? throw new RuleBroken("import.unknown", new { id });

    private sealed record Sum(int Added, int Unchanged, int Refused);
}
