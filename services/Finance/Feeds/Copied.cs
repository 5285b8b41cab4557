using Cultivation.Hosting;
using Npgsql;

namespace Cultivation.Finance.Feeds;

/// <summary>A disclosure: its version in the account of a firm, or in the stream of what is about no firm.</summary>
internal readonly record struct DisclosureKey(string District, string Firm, long Version);

/// <summary>Where disclosures stand in their feeds, and which of their rows stand in the banks' books: tables <c>finance.entries</c> and <c>finance.book</c>.</summary>
internal sealed class Copied
{
    private readonly Dictionary<DisclosureKey, long> positions = [];
    private readonly Dictionary<(string District, string Bank), Dictionary<long, byte[]>> rows = [];

    /// <summary>Reads, in one round trip, those of some disclosures that have been copied.</summary>
    public static async Task<Copied> Read(NpgsqlDataSource database, IEnumerable<DisclosureKey> disclosures, CancellationToken cancellation)
    {
        var (asked, found) = (disclosures.Distinct().ToList(), new Copied());
        if (asked.Count == 0)
            return found;
        var read = await database.Rows(
            """
            select e.tenant_id, e.firm_id, e.disclosure, e.position, e.bank_id, b.hash
            from finance.entries e join unnest($1, $2, $3) as d (tenant_id, firm_id, disclosure) using (tenant_id, firm_id, disclosure)
            left join finance.book b on b.tenant_id = e.tenant_id and b.bank_id = e.bank_id and b.position = e.position and b.ended_at is null
            """,
            row => (
                Key: new DisclosureKey(row.GetString(0), row.GetString(1), row.GetInt64(2)), Position: row.GetInt64(3), Bank: row.GetString(4),
                Hash: row.IsDBNull(5) ? null : row.GetFieldValue<byte[]>(5)),
            cancellation, asked.Select(d => d.District).ToArray(), asked.Select(d => d.Firm).ToArray(), asked.Select(d => d.Version).ToArray());
        foreach (var (key, position, bank, hash) in read)
        {
            found.Add(key, position);
            if (hash is not null)
                found.RowsOf(key.District, bank)[position] = hash;
        }
        return found;
    }

    public long this[DisclosureKey disclosure] => positions[disclosure];

    public bool Holds(DisclosureKey disclosure) => positions.ContainsKey(disclosure);

    public void Add(DisclosureKey disclosure, long position) => positions[disclosure] = position;

    /// <summary>Hashes of the rows that stand in a bank's book, by their positions: the caller's own, to keep on.</summary>
    public Dictionary<long, byte[]> RowsOf(string district, string bank)
    {
        if (!rows.TryGetValue((district, bank), out var hashes))
            rows[(district, bank)] = hashes = [];
        return hashes;
    }
}
