using System.Diagnostics;
using Cultivation.Finance.Eligibility.Figures;
using Cultivation.Hosting;
using Marten;

namespace Cultivation.Finance.Eligibility;

/// <summary>
/// Settles accounts anew, though nothing was heard of their firms: all of a district page by page, or some. An account that has nothing to
/// settle is not written; a walk that was cut short begins again and finds the rest.
/// </summary>
internal sealed partial class Walk(Accounts accounts, Catalogues catalogues, TimeProvider time, ILogger<Walk> log)
{
    private const int PageSize = 500;

    /// <param name="cause">Trace context of what changed.</param>
    /// <returns>How many accounts were looked at, and how many changed.</returns>
    public async Task<(int Walked, int Changed)> All(IDocumentStore store, string district, string? cause, CancellationToken cancellation)
    {
        var (last, walked, changed) = ("", 0, 0);
        while (true)
        {
            await using var session = store.QuerySession(district);
            var offer = await catalogues.Now(session, cancellation);
            var page = await session.QueryAsync<FirmAccount>(
                $"where tenant_id = ? and id > ? order by id limit {PageSize}", cancellation, district, last);
            var figures = await KnownFigures.Of(session, [.. page.Select(a => a.FirmId)], offer.Catalogue, cancellation);
            foreach (var account in page.Where(a => Settle.After(a, offer.Catalogue, time.Today(), KnownFigures.Missing(a, figures[a.FirmId])).Events.Count > 0))
            {
                await One(store, district, account.FirmId, cause, cancellation);
                changed++;
            }
            walked += page.Count;
            if (page.Count < PageSize)
                return (walked, changed);
            last = page[^1].Id;
            Walking(log, district, walked, changed);
        }
    }

    /// <summary>Settles one account, and says when it has to be looked at next. A message about the same firm may come in between.</summary>
    public Task One(IDocumentStore store, string district, string firmId, string? cause, CancellationToken cancellation) => Contended.RunAsync(async () =>
    {
        using var activity = FinanceTelemetry.Follow("reassess", ActivityKind.Internal, cause);
        await using var session = store.OnBehalf(district, FinanceModule.Subject, traceParent: cause);
        await accounts.Review(session, firmId, cancellation);
        await session.SaveChangesAsync(cancellation);
    });

    [LoggerMessage(Level = LogLevel.Information, Message = "{District}: {Walked} accounts looked at so far, {Changed} changed")]
    private static partial void Walking(ILogger log, string district, int walked, int changed);
}
