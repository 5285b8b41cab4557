namespace Cultivation.Ladder.Imports;

internal enum ImportState { Read, Applying, Applied }

/// <summary>A list, how far its application is, and what became of each row.</summary>
internal sealed record ImportProgress(
    string Id, ImportState State, string ListRef, string Authority, string By, DateTimeOffset ReadAt, KnownSince? KnownSince, int Rows, int Planned,
    int Done, int Granted, int Unchanged, int Refused, RowFault[] Faults, RowResult[] Results);

internal static class GetImport
{
    public static void Map(IEndpointRouteBuilder routes) =>
        routes.MapGet("/imports/{id}", Handle).IsQuery(Readers.Office);

    private static async Task<ImportProgress> Handle(string id, QueryContext context, CancellationToken cancellation)
    {
        var session = context.Session;
        var list = await session.LoadAsync<ImportedList>(id, cancellation) ?? throw new RuleBroken("import.unknown", new { id });
        var order = await session.LoadAsync<ImportApplication>(id, cancellation);
        var done = await session.LoadManyAsync<ImportResult>(cancellation, [.. Enumerable.Range(0, list.Batches).Select(n => ImportBatch.Key(id, n))]);
        RowResult[] results = [.. done.SelectMany(d => d.Rows).OrderBy(r => r.Line)];
        var (granted, unchanged) = (results.Count(r => r.Outcome == "granted"), results.Count(r => r.Outcome == "unchanged"));
        var state = order switch { null => ImportState.Read, { Finished: true } => ImportState.Applied, _ => ImportState.Applying };
        return new(
            id, state, list.ListRef, list.Authority, list.By, list.ReadAt, (order?.Known ?? list.Known), list.Rows, list.Rows - list.Faults.Length,
            results.Length, granted, unchanged, results.Length - granted - unchanged, list.Faults, results);
    }
}
