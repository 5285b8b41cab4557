using Cultivation.Merkle;
using Npgsql;

namespace Cultivation.Ladder.Ledger;

/// <summary>How far a district's ledger reaches.</summary>
/// <param name="Size">Leaves.</param>
/// <param name="Position">Of the last of them in the log; 0 without any.</param>
internal readonly record struct LedgerHead(long Size, long Position);

/// <summary>A leaf and what it stands for.</summary>
internal sealed record LeafRow(long Index, long Position, string Stream, long Version, string Type, byte[] Leaf);

/// <summary>Reads the tree of a district from the table of leaves: a root or a proof over millions reads some dozen rows.</summary>
internal sealed class LedgerTree(NpgsqlDataSource database)
{
    private const string Row = $"select index, position, stream_id, version, type, leaf from {Database.Lists}.ledger_leaves where tenant_id = $1";

    public async Task<LedgerHead> Head(string tenant, CancellationToken cancellation)
    {
        await using var read = Command($"select index + 1, position from {Database.Lists}.ledger_leaves where tenant_id = $1 order by index desc limit 1", tenant);
        await using var row = await read.ExecuteReaderAsync(cancellation);
        return await row.ReadAsync(cancellation) ? new(row.GetInt64(0), row.GetInt64(1)) : default;
    }

    /// <summary>There is something from an index on besides what the ledger writes about itself.</summary>
    public async Task<bool> HasNews(string tenant, long from, CancellationToken cancellation)
    {
        await using var read = Command(
            $"select exists (select 1 from {Database.Lists}.ledger_leaves where tenant_id = $1 and index >= $2 and not type = any($3))",
            tenant, from, new[] { "ledger_checkpoint_signed", "ledger_key_introduced" });
        return (bool)(await read.ExecuteScalarAsync(cancellation))!;
    }

    /// <summary>The leaf of an event; null while there is none.</summary>
    public async Task<LeafRow?> Find(string tenant, long position, CancellationToken cancellation) =>
        (await Rows(Command($"{Row} and position = $2", tenant, position), cancellation)).FirstOrDefault();

    /// <summary>The leaves of a stream's first events.</summary>
    public Task<List<LeafRow>> OfStream(string tenant, string stream, long upTo, CancellationToken cancellation) =>
        Rows(Command($"{Row} and stream_id = $2 and version <= $3 order by version", tenant, stream, upTo), cancellation);

    /// <summary>Positions of the first and the last event of a span; an export from the beginning, and to the end, leaves nothing out before and behind.</summary>
    public async Task<(long First, long Last)> Positions(string tenant, long from, long to, CancellationToken cancellation)
    {
        if (from >= to)
            return (1, 0);
        await using var read = Command(
            $"""
            select (select position from {Database.Lists}.ledger_leaves where tenant_id = $1 and index >= $2 order by index limit 1),
                (select position from {Database.Lists}.ledger_leaves where tenant_id = $1 and index < $3 order by index desc limit 1)
            """, tenant, from, to);
        await using var row = await read.ExecuteReaderAsync(cancellation);
        await row.ReadAsync(cancellation);
        return (from == 0 ? 1 : row.GetInt64(0), row.GetInt64(1));
    }

    public async Task<Frontier> At(string tenant, long size, CancellationToken cancellation)
    {
        Subtree[] peaks = [.. new Span(0, size).Subtrees()];
        var hashes = await Hashes(tenant, peaks, cancellation);
        return new(size, peaks.Select(p => hashes[p]));
    }

    /// <summary>The roots of spans, as a proof lists them.</summary>
    /// <exception cref="RuleBroken"><c>ledger.leaf-missing</c>: somebody took a row from the table.</exception>
    public async Task<string[]> Roots(string tenant, IReadOnlyList<Span> spans, CancellationToken cancellation)
    {
        var hashes = await Hashes(tenant, [.. spans.SelectMany(s => s.Subtrees())], cancellation);
        return [.. spans.Select(s => Tree.Hex(Tree.Root([.. s.Subtrees().Select(part => hashes[part])])))];
    }

    private async Task<Dictionary<Subtree, byte[]>> Hashes(string tenant, Subtree[] parts, CancellationToken cancellation)
    {
        Dictionary<Subtree, byte[]> found = [];
        await using var read = Command(
            $"select index, leaf, nodes from {Database.Lists}.ledger_leaves where tenant_id = $1 and index = any($2)",
            tenant, parts.Select(p => p.Last).Distinct().ToArray());
        await using var rows = await read.ExecuteReaderAsync(cancellation);
        while (await rows.ReadAsync(cancellation))
        {
            var (index, leaf, nodes) = (rows.GetInt64(0), rows.GetFieldValue<byte[]>(1), rows.GetFieldValue<byte[]>(2));
            foreach (var part in parts.Where(p => p.Last == index))
                found[part] = part.Level == 0 ? leaf : nodes[((part.Level - 1) * Tree.HashSize)..(part.Level * Tree.HashSize)];
        }
        return parts.FirstOrDefault(p => !found.ContainsKey(p), new(-1, 0)) is { Last: >= 0 } missing
            ? throw new RuleBroken("ledger.leaf-missing", new { index = missing.Last })
            : found;
    }

    private NpgsqlCommand Command(string sql, params object[] values)
    {
        var command = database.CreateCommand(sql);
        foreach (var value in values)
            command.Parameters.Add(new() { Value = value });
        return command;
    }

    private static async Task<List<LeafRow>> Rows(NpgsqlCommand read, CancellationToken cancellation)
    {
        await using var command = read;
        await using var rows = await command.ExecuteReaderAsync(cancellation);
        List<LeafRow> found = [];
        while (await rows.ReadAsync(cancellation))
            found.Add(new(rows.GetInt64(0), rows.GetInt64(1), rows.GetString(2), rows.GetInt64(3), rows.GetString(4), rows.GetFieldValue<byte[]>(5)));
        return found;
    }
}
