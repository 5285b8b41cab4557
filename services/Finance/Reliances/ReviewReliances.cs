using System.Diagnostics;
using Cultivation.Finance.Eligibility;
using Cultivation.Finance.Feeds;
using Cultivation.Finance.Loans;
using Cultivation.Finance.RiskPools;
using Cultivation.Finance.Subsidies;
using Cultivation.Hosting;
using JasperFx.Events;
using JasperFx.Events.Daemon;
using JasperFx.Events.Projections;
using Marten;
using Marten.Subscriptions;

namespace Cultivation.Finance.Reliances;

/// <summary>
/// Whatever changes what is known of a firm's past, or what a bank was told of it: looks again at what was given to the firm, and marks what
/// rested on something that did not stand. What is marked already is left alone, so a page that comes again changes nothing.
/// </summary>
internal sealed class ReviewReliances : SubscriptionBase
{
    // Who was given a subsidy has a loan.
    private const string WithSomething = "select distinct data ->> 'firmId' from events.mt_doc_loan where tenant_id = ? and data ->> 'firmId' = any(?)";
    private const string OfFirm = "where tenant_id = ? and data ->> 'firmId' = ? order by id";

    private readonly Epoch epoch;
    private readonly TimeProvider time;

    public ReviewReliances(Epoch epoch, TimeProvider time)
    {
        (this.epoch, this.time) = (epoch, time);
        Name = "ReviewReliances";
        IncludeType<StageHeld>();
        IncludeType<StageEnded>();
        IncludeType<CredentialHeld>();
        IncludeType<CredentialRevoked>();
        IncludeType<CredentialRestored>();
        IncludeType<CredentialAnnulled>();
        IncludeType<EligibilityGranted>();
        IncludeType<EligibilityWithdrawn>();
        IncludeType<EligibilityCorrected>();
        IncludeType<FeedEntry>();
        IncludeType<LoanReported>();
        IncludeType<LoanReportCorrected>();
        IncludeType<LoanRepaid>();
        IncludeType<SubsidyProposed>();
    }

    public override async Task<IChangeListener> ProcessEventsAsync(
        EventRange page, ISubscriptionController controller, IDocumentOperations operations, CancellationToken cancellationToken)
    {
        foreach (var district in page.Events.Where(e => Firm(e).Length > 0).GroupBy(e => e.TenantId))
        {
            var causes = district.GroupBy(Firm).ToDictionary(g => g.Key, g => g.Last().GetHeader("traceparent")?.ToString(), StringComparer.Ordinal);
            foreach (var firm in await Affected(operations.DocumentStore, district.Key, [.. causes.Keys], cancellationToken))
                await Contended.RunAsync(() => Review(operations.DocumentStore, district.Key, firm, causes[firm], cancellationToken));
        }
        return NullChangeListener.Instance;
    }

    // Nearly all firms have been given nothing: one question for the page.
    private static async Task<IReadOnlyList<string>> Affected(IDocumentStore store, string district, string[] firms, CancellationToken cancellation)
    {
        await using var session = store.QuerySession(district);
        return await session.QueryAsync<string>(WithSomething, cancellation, district, firms);
    }

    private async Task Review(IDocumentStore store, string district, string firmId, string? cause, CancellationToken cancellation)
    {
        using var activity = FinanceTelemetry.Follow("review reliances", ActivityKind.Internal, cause);
        await using var session = store.OnBehalf(district, FinanceModule.Subject, traceParent: cause);
        var account = await session.LoadAsync<FirmAccount>(FirmAccount.Key(firmId), cancellation) ?? new FirmAccount();
        var loans = await session.QueryAsync<Loan>(OfFirm, cancellation, district, firmId);
        List<Loan> claimed = [];
        foreach (var loan in loans)
        {
            var happened = await Of(session, loan, account, cancellation);
            Append(session, loan.Id, loan.Version, happened);
            if (loan.Claim is not null)
                claimed.Add(happened.Aggregate(loan, (state, one) => state.After(one)));
        }
        foreach (var ofPool in claimed.GroupBy(loan => RiskPool.Key(loan.Claim!.PoolId)))
        {
            var pool = (await session.LoadAsync<RiskPool>(ofPool.Key, cancellation))!;
            Append(session, pool.Id, pool.Version, [.. ofPool.SelectMany(l => ReviewCompensation.Decide(pool, RiskPoolAccess.Claim(pool, l.Claim!.ClaimId), l, time.Today()))]);
        }
        var byId = loans.ToDictionary(l => l.LoanId, StringComparer.Ordinal);
        foreach (var subsidy in await session.QueryAsync<Subsidy>(OfFirm, cancellation, district, firmId))
            Append(session, subsidy.Id, subsidy.Version, ReviewSubsidy.Decide(subsidy, account, byId, time.Today()));
        await session.SaveChangesAsync(cancellation);
    }

    private async Task<object[]> Of(IQuerySession session, Loan loan, FirmAccount account, CancellationToken cancellation)
    {
        _ = Cursor.TryParse(loan.ReliedOn, out var relied);
        var told = await ToldEntry.From(session, loan.BankId, relied.Position, cancellation);
        var inEpoch = await epoch.Value(cancellation);
        return ReviewLoan.Decide(loan, account, told, position => new Cursor(inEpoch, position).ToString(), time.Today());
    }

    private static void Append(IDocumentSession session, string stream, long version, object[] happened)
    {
        if (happened.Length > 0)
            session.Events.Append(stream, version + happened.Length, happened);
    }

    private static string Firm(IEvent happened) => happened.Data switch
    {
        FeedEntry entry => entry.FirmId,
        LoanReported reported => reported.FirmId,
        LoanReportCorrected corrected => corrected.FirmId,
        LoanRepaid repaid => repaid.FirmId,
        SubsidyProposed proposed => proposed.FirmId,
        _ => StreamKey.IdOf(happened.StreamKey!),
    };
}
