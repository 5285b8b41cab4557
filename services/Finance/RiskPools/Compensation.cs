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

    /// <summary>What each partner has borne and not got back.</summary>
    internal PoolPart[] Borne() =>
        [.. Parts.Select(p => p with { Amount = p.Amount - Returns.SelectMany(r => r.Parts).Where(r => r.PartnerId == p.PartnerId).Sum(r => r.Amount) })];
}

/// <summary>Money that came back.</summary>
/// <param name="Recovered">What the bank got.</param>
/// <param name="Parts">What each partner got of it.</param>
public sealed record Returned(string Ref, decimal Recovered, DateOnly ReceivedOn, PoolPart[] Parts);

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

    /// <summary>Refused.</summary>
    Refused,
}
