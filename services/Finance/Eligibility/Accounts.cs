using System.Runtime.CompilerServices;
using Cultivation.Finance.Eligibility.Figures;
using Cultivation.Hosting;
using JasperFx.Events;
using Marten;

namespace Cultivation.Finance.Eligibility;

/// <summary>Lets something happen to a firm's account, together with all that follows from it. The caller saves.</summary>
internal sealed class Accounts(Catalogues catalogues, TimeProvider time)
{
    private readonly ConditionalWeakTable<IDocumentSession, Dictionary<string, Opened>> open = [];

    /// <summary>Appends what a command decides, and what that leads to.</summary>
    /// <param name="decide">Gets the account, null for an unknown firm, and what the district offers.</param>
    /// <returns>The account as it will stand.</returns>
    public async Task<FirmAccount> Change(
        IDocumentSession session, string firmId, Func<FirmAccount?, Catalogue, IEnumerable<object>> decide, CancellationToken cancellation)
    {
        var offer = await catalogues.Now(session, cancellation);
        return await Change(session, firmId, offer, account => decide(account, offer.Catalogue), cancellation);
    }

    /// <summary>Appends what a message says, and what that leads to; nothing where neither is new.</summary>
    /// <returns>The account as it will stand.</returns>
    public async Task<FirmAccount> Learn(
        IDocumentSession session, string firmId, Func<FirmAccount?, IEnumerable<object>> learnt, CancellationToken cancellation) =>
        await Change(session, firmId, await catalogues.LastSeen(session, cancellation), learnt, cancellation);

    /// <summary>
    /// Appends what a message says of a figure, and what that leads to, where some product's rule reads such figures. Where none does nothing is
    /// appended, and that rests on the offer, too: who publishes a rule that reads them walks over all accounts afterwards.
    /// </summary>
    public async Task LearnFigure(IDocumentSession session, string firmId, string metric, object learnt, CancellationToken cancellation)
    {
        var offer = await catalogues.LastSeen(session, cancellation);
        if (offer.Catalogue.Metrics.Contains(metric))
            await Change(session, firmId, offer, _ => [learnt], cancellation);
        else
            Catalogues.Expect(session, offer);
    }

    /// <summary>Settles an account anew, though nothing was heard of the firm, and says when it has to be looked at next.</summary>
    public async Task Review(IDocumentSession session, string firmId, CancellationToken cancellation)
    {
        var offer = await catalogues.LastSeen(session, cancellation);
        var figures = await KnownFigures.Of(session, [firmId], offer.Catalogue, cancellation);
        var account = await Change(session, firmId, offer, known => known is null ? [] : KnownFigures.Missing(known, figures[firmId]), cancellation);
        NextDays.Expect(session, firmId, Warnings.NextDay(account, offer.Catalogue, time.Today()));
    }

    /// <summary>The account as a change in this session will find it; null for an unknown firm.</summary>
    public async Task<FirmAccount?> Open(IDocumentSession session, string firmId, CancellationToken cancellation) =>
        (await OpenedIn(session, firmId, cancellation)).Account;

    // Several messages of one page may speak of one firm: the later ones go on from what the earlier ones decided.
    private async Task<Opened> OpenedIn(IDocumentSession session, string firmId, CancellationToken cancellation)
    {
        var accounts = open.GetOrCreateValue(session);
        if (!accounts.TryGetValue(firmId, out var opened))
            accounts[firmId] = opened = new(await session.Events.FetchForWriting<FirmAccount>(FirmAccount.Key(firmId), cancellation));
        return opened;
    }

    private async Task<FirmAccount> Change(
        IDocumentSession session, string firmId, Offer offer, Func<FirmAccount?, IEnumerable<object>> decide, CancellationToken cancellation)
    {
        using var activity = FinanceTelemetry.Activities.StartActivity("assess eligibility");
        var opened = await OpenedIn(session, firmId, cancellation);
        var today = time.Today();
        var before = opened.Account ?? new FirmAccount();
        var decision = Settle.After(before, offer.Catalogue, today, decide(opened.Account));
        if (decision.Events.Count > 0)
        {
            if (Warnings.NextDay(decision.Account, offer.Catalogue, today) is var next && next != Warnings.NextDay(before, offer.Catalogue, today))
                NextDays.Expect(session, firmId, next);
            opened.Stream.AppendMany(decision.Events);
            opened.Account = decision.Account;
            Catalogues.Expect(session, offer);
        }
        activity?.SetTag("cultivation.firm", firmId).SetTag("cultivation.events", decision.Events.Count);
        return decision.Account;
    }

    private sealed class Opened(IEventStream<FirmAccount> stream)
    {
        public IEventStream<FirmAccount> Stream => stream;

        public FirmAccount? Account { get; set; } = stream.Aggregate;
    }
}
