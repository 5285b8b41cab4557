using System.Text;
using Cultivation.Merkle;
using Npgsql;

namespace Cultivation.Ladder.Ledger;

/// <summary>
/// Gives out the district's log with its leaves and checkpoints, one line at a time, for a check by anybody who has the file: <c>deploy/verify</c>. What was
/// cut off is told by the first line, which says how many events there are.
/// </summary>
internal static class GetExport
{
    private const string ContentType = "application/jsonl";

    /// <summary>Events beside their leaves, from one position to another; either may be missing.</summary>
    private const string Lines = $"""
        select l.index, l.position, l.stream_id, l.version, l.type, l.leaf, l.nodes, e.*
        from (select * from {Database.Lists}.ledger_leaves where tenant_id = $1 and position between $2 and $3) l
        full join (select {LoggedEvent.Columns} from {Database.Events}.mt_events e where e.tenant_id = $1 and e.seq_id between $2 and $3) e
            on e.seq_id = l.position
        order by coalesce(l.position, e.seq_id)
        """;

    public static void Map(IEndpointRouteBuilder routes) => routes.MapGet("/ledger/export", Handle)
        .IsQuery(LedgerReaders.All).Produces<string>(StatusCodes.Status200OK, ContentType);

    /// <param name="from">Index of the first event; 0 unless given.</param>
    /// <param name="to">Index behind the last one; all unless given.</param>
    private static async Task<IResult> Handle(
        long? from, long? to, QueryContext context, LedgerTree tree, NpgsqlDataSource database, CancellationToken cancellation)
    {
        var head = await tree.Head(context.Tenant, cancellation);
        var (first, end) = (from ?? 0, to ?? head.Size);
        if (first < 0 || end < first || end > head.Size)
            throw new RuleBroken("ledger.range", new { from = first, to = end, size = head.Size });
        var signed = await GetCheckpoints.After(context.Session, 0, int.MaxValue, cancellation);
        var keys = (await context.Session.LoadAsync<SignedLedger>(SignedLedger.Key(context.Tenant), cancellation))?.PublicKeys() ?? [];
        var frontier = await tree.At(context.Tenant, first, cancellation);
        var header = new ExportHeader(
            ExportLine.ThisFormat, context.Tenant, first, end, head.Size, [.. frontier.Peaks.Select(Tree.Hex)], signed.FindLast(c => c.Size <= first), keys, context.Now);
        var range = await tree.Positions(context.Tenant, first, end, cancellation);
        var checkpoints = new Queue<Checkpoint>(signed.Where(c => c.Size > first && c.Size <= end));
        return Results.Stream(stream => Write(stream, header, checkpoints, range, database, cancellation), ContentType, $"ledger-{context.Tenant}-{first}-{end}.jsonl");
    }

    private static async Task Write(
        Stream to, ExportHeader header, Queue<Checkpoint> checkpoints, (long First, long Last) range, NpgsqlDataSource database, CancellationToken cancellation)
    {
        await using var lines = new StreamWriter(to, new UTF8Encoding(false), 64 * 1024, leaveOpen: true) { NewLine = "\n" };
        await lines.WriteLineAsync(header.Text());
        await using var read = database.CreateCommand(Lines);
        foreach (object value in new object[] { header.District, range.First, range.Last })
            read.Parameters.Add(new() { Value = value });
        await using var rows = await read.ExecuteReaderAsync(cancellation);
        while (await rows.ReadAsync(cancellation))
        {
            if (!rows.IsDBNull(0))
                await Passed(rows.GetInt64(0));
            await lines.WriteLineAsync(Line(rows));
        }
        await Passed(header.To);

        async Task Passed(long index)
        {
            while (checkpoints.TryPeek(out var next) && next.Size <= index)
                await lines.WriteLineAsync(new ExportedCheckpoint(checkpoints.Dequeue()).Text());
        }
    }

    // The event is written as it is hashed.
    private static string Line(NpgsqlDataReader row)
    {
        var logged = row.IsDBNull(7) ? null : LoggedEvent.Read(row, 7);
        var line = row.IsDBNull(0)
            ? new ExportedEvent(null, logged!.Position, logged.Stream, logged.Version, logged.Type, null, [], null)
            : new ExportedEvent(
                row.GetInt64(0), row.GetInt64(1), row.GetString(2), row.GetInt64(3), row.GetString(4), Tree.Hex(row.GetFieldValue<byte[]>(5)),
                [.. row.GetFieldValue<byte[]>(6).Chunk(Tree.HashSize).Select(Tree.Hex)], null);
        return logged is null ? line.Text() : $"{line.Text()[..^"null}".Length]}{logged.Canonical()}}}";
    }
}
