using Cultivation.Hosting;
using Marten;

namespace Cultivation.Finance.Eligibility;

/// <summary>Lets something happen to a firm's account, together with all that follows from it.</summary>
internal sealed class Accounts(Catalogues catalogues, TimeProvider time)
{
    /// <summary>Appends what <paramref name="decide"/> returns for the account and what that leads to; the caller saves.</summary>
    /// <param name="decide">Gets the account, null for an unknown firm, and what the district offers.</param>
    /// <returns>The account as it will stand.</returns>
    public async Task<FirmAccount> Change(
        IDocumentSession session, string firmId, Func<FirmAccount?, Catalogue, IEnumerable<object>> decide, CancellationToken cancellation)
    {
        using var activity = FinanceTelemetry.Activities.StartActivity("assess eligibility");
        var (version, catalogue) = await catalogues.For(session, cancellation);
        var stream = await session.Events.FetchForWriting<FirmAccount>(FirmAccount.Key(firmId), cancellation);
        var decision = Settle.After(stream.Aggregate ?? new FirmAccount(), catalogue, time.Today(), decide(stream.Aggregate, catalogue));
        if (decision.Events.Count > 0)
        {
            stream.AppendMany(decision.Events);
            Catalogues.Expect(session, version);
        }
        activity?.SetTag("cultivation.firm", firmId).SetTag("cultivation.events", decision.Events.Count);
        return decision.Account;
    }
}
