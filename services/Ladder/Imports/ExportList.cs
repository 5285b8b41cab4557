using System.Runtime.CompilerServices;
using Cultivation.Ladder.Firms;
using Marten;

namespace Cultivation.Ladder.Imports;

/// <summary>
/// Gives out what is recorded, or what was known by the end of a day, as a list of each kind: the same columns, so that the file can be read in
/// again and then changes nothing.
/// </summary>
internal static class ExportList
{
    private const int AtOnce = 500;

    public static void Map(IEndpointRouteBuilder routes)
    {
        foreach (var kind in ListKinds.All)
        {
            routes.MapGet(
                    $"/exports/{kind.Name}",
                    async (string? format, DateOnly? knownOn, QueryContext context, IDocumentStore store, Shelf shelf, CancellationToken cancellation) =>
                        await Handle(kind, format, await TwoTimes.Ask(context, null, knownOn, cancellation), context, store, shelf, cancellation))
                .WithTags(nameof(ExportList)).IsQuery(Readers.Office).Produces<string>(StatusCodes.Status200OK, ListFile.CsvType, ListFile.ExcelType);
        }
    }

    private static async Task<IResult> Handle(
        IListKind kind, string? format, TwoTimes asked, QueryContext context, IDocumentStore store, Shelf shelf, CancellationToken cancellation)
    {
        var excel = format switch
        {
            null or "csv" => false,
            "xlsx" => true,
            _ => throw new RuleBroken("export.format", new { format }),
        };
        // To a file of its own first: what fails half way is an answer that says so, not half a list.
        var file = new FileStream(
            Path.GetTempFileName(), FileMode.Create, FileAccess.ReadWrite, FileShare.None, 64 * 1024, FileOptions.DeleteOnClose | FileOptions.Asynchronous);
        try
        {
            var rows = Rows(kind, store, context.Tenant, asked, (await shelf.Look(context.Tenant, cancellation)).Rungs, cancellation);
            await (excel ? ListWriter.Excel(file, kind.Name, kind.Header, rows) : ListWriter.Csv(file, kind.Header, rows));
            file.Position = 0;
            return Results.Stream(file, excel ? ListFile.ExcelType : ListFile.CsvType, $"{kind.Name}-{context.Tenant}-{asked.KnownOn:O}.{(excel ? "xlsx" : "csv")}");
        }
        catch
        {
            await file.DisposeAsync();
            throw;
        }
    }

    private static async IAsyncEnumerable<string?[]> Rows(
        IListKind kind, IDocumentStore store, string tenant, TwoTimes asked, Rungs rungs, [EnumeratorCancellation] CancellationToken cancellation)
    {
        for (var after = ""; ;)
        {
            await using var session = store.QuerySession(tenant);
            var keys = await session.QueryAsync<string>(
                $"select id from {Database.Events}.mt_doc_firm where tenant_id = ? and id > ? order by id limit ?", cancellation, tenant, after, AtOnce);
            foreach (var row in (await FirmReader.Read(session, keys, asked, cancellation)).SelectMany(firm => kind.Export(firm, rungs)))
                yield return row;
            if (keys.Count < AtOnce)
                yield break;
            after = keys[^1];
        }
    }
}
