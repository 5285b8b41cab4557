using Npgsql;

namespace Cultivation.Finance.Feeds;

/// <summary>Loans that a bank has reported, by what a correction has to name.</summary>
internal sealed class ReliedLoans(NpgsqlDataSource database)
{
    /// <summary>
    /// The bank's own numbers of the loans that it gave to a firm for a product on or after a day, in their order; none where a report was
    /// withdrawn.
    /// </summary>
    public async Task<string[]> Since(string district, string bank, string firm, string product, DateOnly day, CancellationToken cancellation)
    {
        await using var read = database.Ask(
            """
            select data ->> 'loanNo' from events.mt_doc_loan
            where tenant_id = $1 and data ->> 'bankId' = $2 and data ->> 'firmId' = $3 and data ->> 'productCode' = $4
                and data ->> 'state' <> 'withdrawn' and data -> 'terms' ->> 'startOn' >= $5
            order by 1
            """, district, bank, firm, product, day.ToString("O", System.Globalization.CultureInfo.InvariantCulture));
        await using var rows = await read.ExecuteReaderAsync(cancellation);
        var found = new List<string>();
        while (await rows.ReadAsync(cancellation))
            found.Add(rows.GetString(0));
        return [.. found];
    }
}
