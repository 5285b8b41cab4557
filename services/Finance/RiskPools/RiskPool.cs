using Cultivation.Finance.Subsidies;
using Cultivation.Finance.Subsidies.Schemes;
using JasperFx.Events;

namespace Cultivation.Finance.RiskPools;

/// <summary>A risk pool and its books; stream <c>riskpool:{id}</c>. Every balance is the sum of the entries in the stream, and none is below zero.</summary>
/// <param name="Balances">What each partner has in the pool, yuan.</param>
/// <param name="Contributions">Payments in, by their numbers.</param>
public sealed record RiskPool(
    string Id, string PoolId, string NameZh, string NameEn, PoolTerms Terms, string DocumentRef, ConfirmedFigure[] Confirmed, PoolPart[] Balances,
    Contribution[] Contributions, Compensation[] Claims, long Version)
{
    private static readonly PoolTerms None = new(Empty<PoolPartner[]>([]), Empty(0m), Empty<decimal?>(null), Empty<decimal?>(null), Empty<string[]>([]));

    /// <summary>Before the first event.</summary>
    public RiskPool() : this("", "", "", "", None, "", [], [], [], [], 0) { }

    /// <summary>Key of a pool's stream.</summary>
    public static string Key(string poolId) => $"riskpool:{poolId}";

    /// <summary>All that is in the pool, yuan.</summary>
    public decimal Balance => Balances.Sum(b => b.Amount);

    /// <summary>Names of the figures that wait for a person: with any, nothing is approved.</summary>
    internal string[] Unconfirmed() =>
        [.. Terms.Marks().Where(m => m.Figure.NeedsConfirmation).Select(m => m.Name).Except(Confirmed.Select(c => c.Figure), StringComparer.Ordinal)];

    /// <summary>Yuan that were approved in a calendar year.</summary>
    internal decimal ApprovedIn(int year) => Claims.Where(c => c.ApprovedOn?.Year == year).Sum(c => c.Parts.Sum(p => p.Amount));

    /// <summary>The most that the terms allow for a loan of which so much is outstanding, yuan.</summary>
    internal decimal MostFor(decimal outstanding)
    {
        // Rounded down: the covered share is never exceeded.
        var covered = decimal.Floor(outstanding * Terms.Covered.Value * 100) / 100;
        return Terms.CapPerLoan.Value < covered ? Terms.CapPerLoan.Value.Value : covered;
    }

    /// <summary>The state after one more event.</summary>
    public RiskPool Evolve(IEvent happened) => After(happened.Data) with { Id = happened.StreamKey! };

    internal RiskPool After(object happened) => happened switch
    {
        RiskPoolOpened o => this with
        {
            PoolId = o.PoolId, NameZh = o.NameZh, NameEn = o.NameEn, Terms = o.Terms, DocumentRef = o.DocumentRef,
            Balances = [.. o.Terms.Partners.Value.Select(p => new PoolPart(p.PartnerId, 0m))],
        },
        RiskPoolFigureConfirmed c => this with { Confirmed = [.. Confirmed, new(c.Figure, c.DocumentRef)] },
        RiskPoolContributed c => Booked([new(c.PartnerId, c.Amount)], +1) with { Contributions = [.. Contributions, new(c.ContributionRef, c.PartnerId, c.Amount, c.PaidOn)] },
        CompensationClaimed c => this with { Claims = [.. Claims, new(c.ClaimId, c.LoanId, c.BankId, c.FirmId, c.Outstanding, c.Amount, c.ClaimedOn)] },
        CompensationProposed p => With(p.ClaimId, c => c with { Proposed = p.Amount, ProposedBy = p.By, ProposedFor = p.Reason }),
        CompensationApproved a => Booked(a.Parts, -1).With(a.ClaimId, c => c with { ApprovedOn = a.ApprovedOn, ApprovedBy = a.By, Parts = a.Parts }),
        CompensationActRefused r => With(r.ClaimId, c => c with { RefusedActs = [.. c.RefusedActs, new(r.PersonRef, r.Act, r.Cause)] }),
        CompensationRefused r => With(r.ClaimId, c => c with { RefusedFor = r.Reason }),
        CompensationPaid p => With(p.ClaimId, c => c with { PaymentRef = p.PaymentRef, PaidOn = p.PaidOn }),
        CompensationReturned r => Booked(r.Parts, +1).With(r.ClaimId, c => c with { Returns = [.. c.Returns, new(r.RecoveryRef, r.Recovered, r.ReceivedOn, r.Parts)] }),
        CompensationRecoveryDue d => With(d.ClaimId, c => c with { Due = new(d.Basis, d.Amount, d.MarkedOn) }),
        CompensationRecoveryWithdrawn w => With(w.ClaimId, c => c with { Due = null }),
        CompensationDemanded d => Decided(d.ClaimId, new(RecoveryOutcome.Recover, d.Amount, d.Reason, d.DocumentRef, d.DecidedOn, d.By)),
        CompensationRecoveryWaived w => Decided(w.ClaimId, new(RecoveryOutcome.Waive, null, w.Reason, w.DocumentRef, w.DecidedOn, w.By)),
        CompensationCancelled x => Booked(x.Parts, +1).Decided(x.ClaimId, new(RecoveryOutcome.Cancel, null, x.Reason, x.DocumentRef, x.DecidedOn, x.By))
            .With(x.ClaimId, c => c with { RefusedFor = x.Reason, Parts = [] }),
        CompensationRepaid r => Booked(r.Parts, +1).With(r.ClaimId, c => c with { Repaid = [.. c.Repaid, new(r.PaymentRef, r.Amount, r.ReceivedOn, r.Parts)] }),
        _ => this,
    };

    private RiskPool Decided(string claimId, RecoveryDecision decision) => With(claimId, c => c with { Due = null, Decisions = [.. c.Decisions, decision] });

    private RiskPool Booked(PoolPart[] parts, int sign) => this with
    {
        Balances = [.. Balances.Select(b => b with { Amount = b.Amount + sign * parts.Where(p => p.PartnerId == b.PartnerId).Sum(p => p.Amount) })],
    };

    private RiskPool With(string claimId, Func<Compensation, Compensation> change) =>
        this with { Claims = [.. Claims.Select(c => c.ClaimId == claimId ? change(c) : c)] };

    private static Figure<T> Empty<T>(T value) => new(value, Certainty.Assumption, "", true);
}

/// <summary>A payment into the pool, yuan.</summary>
public sealed record Contribution(string Ref, string PartnerId, decimal Amount, DateOnly PaidOn);
