using Cultivation.Hosting;
using Npgsql;

namespace Cultivation.Finance.Feeds;

/// <summary>Loans that banks have reported of some firms: what a correction has to name.</summary>
internal sealed class ReportedLoans
{
    private ILookup<(string District, string Bank, string Firm, string Product), (string Number, DateOnly StartOn)>? loans;

    /// <summary>Reads, in one round trip, those that were not withdrawn.</summary>
    public static async Task<ReportedLoans> Read(NpgsqlDataSource database, IEnumerable<string> firms, CancellationToken cancellation)
    {
        var asked = firms.Distinct(StringComparer.Ordinal).ToArray();
        if (asked.Length == 0)
            return new();
        var read = await database.Rows(
            """
            select tenant_id, data ->> 'bankId', data ->> 'firmId', data ->> 'productCode', data ->> 'loanNo', (data -> 'terms' ->> 'startOn')::date
            from events.mt_doc_loan where data ->> 'firmId' = any($1) and data ->> 'state' <> 'withdrawn' order by 5
            """,
            row => (Of: (row.GetString(0), row.GetString(1), row.GetString(2), row.GetString(3)), Loan: (row.GetString(4), row.GetFieldValue<DateOnly>(5))),
            cancellation, (object)asked);
        return new() { loans = read.ToLookup(r => r.Of, r => r.Loan) };
    }

    /// <summary>The bank's own numbers of the loans that it gave to a firm for a product on or after a day, in their order.</summary>
    public string[] Since(string district, string bank, string firm, string product, DateOnly day) =>
        [.. loans?[(district, bank, firm, product)].Where(l => l.StartOn >= day).Select(l => l.Number) ?? []];
}
