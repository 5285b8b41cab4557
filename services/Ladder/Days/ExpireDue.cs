using Cultivation.Ladder.Firms;
using Cultivation.Ladder.Recognitions;
using Marten;

namespace Cultivation.Ladder.Days;

/// <summary>Records the ends that a day brings, some hundred firms in a transaction. What a crash left out is found again.</summary>
internal sealed class ExpireDue(IDocumentStore store, Shelf shelf, TimeProvider time)
{
    private const int FirmsAtOnce = 100;

    /// <summary>In the order of the index over the next expiry: what is not due is never read.</summary>
    internal const string DueSql = $"""
        select id from {Database.Events}.mt_doc_firm where tenant_id = ? and {NextExpiry} <= ? order by {NextExpiry} limit ?
        """;

    private const string NextExpiry = $"{Database.Events}.mt_immutable_date(data ->> 'nextExpiryOn')";

    /// <summary>Titles whose last day is not after the day and that nothing carries on, of all firms of the district.</summary>
    /// <returns>How many ended.</returns>
    public async Task<int> Run(string tenant, DateOnly day, string by, KnownSince? known, CancellationToken cancellation)
    {
        var rungs = (await shelf.Look(tenant, cancellation)).Rungs;
        var expired = 0;
        while (true)
        {
            var (firms, ended) = await Contended.RunAsync(() => Some(tenant, day, rungs, by, known, cancellation));
            expired += ended;
            if (firms < FirmsAtOnce)
                return expired;
        }
    }

    // Each firm that is found has an end recorded, so that the next look finds others.
    private async Task<(int Firms, int Ended)> Some(
        string tenant, DateOnly day, Rungs rungs, string by, KnownSince? known, CancellationToken cancellation)
    {
        await using var session = store.OnBehalf(tenant, by, known);
        var due = await session.QueryAsync<string>(DueSql, cancellation, tenant, day, FirmsAtOnce);
        var ended = 0;
        foreach (var firm in await session.LoadManyAsync<Firm>(cancellation, [.. due]))
        {
            var happened = SettleRecognitions.Decide(firm, rungs, day, known?.On ?? time.Today());
            if (happened.Count > 0)
                session.Events.Append(firm.Id, firm.Version + happened.Count, happened);
            ended += happened.OfType<RecognitionExpired>().Count();
        }
        await session.SaveChangesAsync(cancellation);
        return (due.Count, ended);
    }
}
