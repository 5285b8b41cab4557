using Cultivation.Finance.Eligibility;
using Cultivation.Finance.Subsidies;
using Cultivation.Hosting;

namespace Cultivation.Finance.RiskPools;

/// <summary>A claim on a pool, and what became of it. Money in yuan.</summary>
/// <param name="Amount">What the bank claims.</param>
/// <param name="Proposed">What a person proposes to pay; null before.</param>
public sealed record Compensation(
    string ClaimId, string LoanId, string BankId, string FirmId, decimal Outstanding, decimal Amount, DateOnly ClaimedOn, decimal? Proposed = null,
    string? ProposedBy = null, DateOnly? ApprovedOn = null, string? ApprovedBy = null, FreeText? RefusedFor = null, string? PaymentRef = null, DateOnly? PaidOn = null)
{
    /// <summary>Why a person proposes to pay.</summary>
    public FreeText? ProposedFor { get; init; }

    /// <summary>What each partner bears, once approved.</summary>
    public PoolPart[] Parts { get; init; } = [];

    /// <summary>What came back.</summary>
    public Returned[] Returns { get; init; } = [];

    /// <summary>The draft of a recovery that waits for a person.</summary>
    public CompensationDraft? Due { get; init; }

    /// <summary>What people decided on such drafts, oldest first.</summary>
    public RecoveryDecision[] Decisions { get; init; } = [];

    /// <summary>What the bank paid back on demand.</summary>
    public Returned[] Repaid { get; init; } = [];

    /// <summary>Yuan that were demanded and have not come, at most what was borne and not got back.</summary>
    public decimal Owed => Math.Min(Decisions.Sum(d => d.Amount ?? 0) - Repaid.Sum(r => r.Recovered), Borne().Sum(p => p.Amount));

    /// <summary>Who tried what that person may not.</summary>
    public RefusedAct[] RefusedActs { get; init; } = [];

    /// <summary>How it stands.</summary>
    public CompensationState State => this switch
    {
        { RefusedFor: not null } => CompensationState.Refused,
        { PaidOn: not null } => CompensationState.Paid,
        { ApprovedOn: not null } => CompensationState.Approved,
        { Proposed: not null } => CompensationState.Proposed,
        _ => CompensationState.Claimed,
    };

    /// <summary>Parts, for each partner, of an amount that comes back: in proportion to what each has borne and not got back.</summary>
    internal PoolPart[] Split(decimal amount)
    {
        var borne = Borne();
        return [.. borne.Zip(Money.Split(amount, [.. borne.Select(p => p.Amount)]), (partner, part) => partner with { Amount = part })];
    }

    /// <summary>What each partner has borne and not got back.</summary>
    internal PoolPart[] Borne() =>
        [.. Parts.Select(p => p with { Amount = p.Amount - Returns.Concat(Repaid).SelectMany(r => r.Parts).Where(r => r.PartnerId == p.PartnerId).Sum(r => r.Amount) })];
}

/// <summary>Money that came back.</summary>
/// <param name="Recovered">What the bank got.</param>
/// <param name="Parts">What each partner got of it.</param>
public sealed record Returned(string Ref, decimal Recovered, DateOnly ReceivedOn, PoolPart[] Parts);

/// <summary>A recovery that waits for a person.</summary>
/// <param name="Amount">What was borne and not got back when it was drafted, yuan.</param>
public sealed record CompensationDraft(Basis Basis, decimal Amount, DateOnly MarkedOn);

/// <summary>How a claim stands.</summary>
public enum CompensationState
{
    /// <summary>Filed by the bank.</summary>
    Claimed,

    /// <summary>A person proposes to pay.</summary>
    Proposed,

    /// <summary>Another person has approved; the money has left the books.</summary>
    Approved,

    /// <summary>Paid to the bank.</summary>
    Paid,

    /// <summary>Refused, or cancelled before it was paid, since what the loan rested on did not stand.</summary>
    Refused,
}
