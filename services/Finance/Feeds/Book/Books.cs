using Cultivation.Hosting;
using Marten;
using Npgsql;

namespace Cultivation.Finance.Feeds.Book;

/// <summary>The rows of the banks' books: table <c>finance.book</c>, which says of each row from which entry to which it stands.</summary>
internal sealed class Books(NpgsqlDataSource database)
{
    private const string Standing =
        "tenant_id = $1 and bank_id = $2 and position between $3 and $4 and position <= $5 and (ended_at is null or ended_at > $5)";

    /// <summary>What the rows of a range of positions come to, as the book stood at a position; in parts of equally many rows.</summary>
    public async Task<List<BookPart>> Parts(string district, string bank, long at, long from, long to, int parts, CancellationToken cancellation)
    {
        var found = await database.Rows(
            $"select position, hash from finance.book where {Standing} order by position", row => (row.GetInt64(0), row.GetFieldValue<byte[]>(1)), cancellation,
            district, bank, from, to, at);
        return BookPart.Of(found, from, to, parts);
    }

    /// <summary>Adds a row in the session's transaction.</summary>
    public static void Add(IDocumentOperations session, string bank, long position, string firm, byte[] hash) => session.QueueSqlCommand(
        "insert into finance.book (tenant_id, bank_id, position, firm_id, hash) values (?, ?, ?, ?, ?)", session.TenantId, bank, position, firm, hash);

    /// <summary>Ends a row in the session's transaction.</summary>
    public static void End(IDocumentOperations session, string bank, long position, long at) => session.QueueSqlCommand(
        "update finance.book set ended_at = ? where tenant_id = ? and bank_id = ? and position = ?", at, session.TenantId, bank, position);
}

/// <summary>A range of positions and what their rows come to.</summary>
internal sealed record BookPart(long From, long To, BookDigest Digest)
{
    /// <summary>Cuts a range so that each part has about equally many rows; together the parts are the range.</summary>
    public static List<BookPart> Of(IReadOnlyList<(long Position, byte[] Hash)> rows, long from, long to, int parts)
    {
        var cut = new List<BookPart>();
        var each = Math.Max(1, (rows.Count + parts - 1) / parts);
        for (var start = 0; start < rows.Count || cut.Count == 0; start += each)
        {
            var some = rows.Skip(start).Take(each).ToList();
            var last = start + each >= rows.Count;
            cut.Add(new(cut.Count == 0 ? from : cut[^1].To + 1, last ? to : some[^1].Position, BookDigest.Of(some.Select(r => r.Hash))));
        }
        return cut;
    }
}
