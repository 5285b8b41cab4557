namespace Cultivation.Console.Banks;

/// <summary>A loan as its bank reported it. Money in yuan.</summary>
/// <param name="State">running, repaid, defaulted or withdrawn.</param>
/// <param name="ReliedOn">Cursor of the entry that the bank relied on.</param>
/// <param name="ReliedOnEnded">The entry by which the bank had been told of the end before it lent; null for none.</param>
/// <param name="BasisCorrected">What it rested on did not stand; null while it does.</param>
public sealed record LoanView(
    string Id, string BankId, string LoanNo, string CreditCode, string ProductCode, LoanTerms Terms, string State, decimal Outstanding,
    DateOnly? RepaidOn, DateOnly? DefaultedOn, string ReliedOn, string? ReliedOnEnded, Repayment[] Repayments, BasisMark? BasisCorrected,
    ClaimMade? Claim);

/// <summary>What was lent.</summary>
/// <param name="Rate">Yearly, as a fraction.</param>
public sealed record LoanTerms(decimal Principal, DateOnly StartOn, DateOnly EndOn, decimal Rate, decimal? Premium);

/// <summary>A payment of the firm's.</summary>
public sealed record Repayment(string Ref, decimal Principal, decimal Interest, DateOnly PaidOn);

/// <summary>Since when what the loan rested on was wrong, and the entry by which the bank was told.</summary>
public sealed record BasisMark(DateOnly WrongFrom, string? ToldBy);

/// <summary>Where compensation was claimed.</summary>
public sealed record ClaimMade(string PoolId, string ClaimId);

/// <summary>A risk pool, with the claims that the reader may see.</summary>
public sealed record RiskPool(string Id, string NameZh, string NameEn, PoolClaim[] Claims);

/// <summary>A claim for a default. Money in yuan.</summary>
/// <param name="State">claimed, proposed, approved, paid or refused.</param>
/// <param name="Owed">Demanded of the bank and not paid back.</param>
/// <param name="WaitsFor">balance where the pool holds less; null otherwise.</param>
public sealed record PoolClaim(
    string Id, string LoanId, string BankId, decimal Amount, DateOnly ClaimedOn, string State, string? WaitsFor, decimal? Proposed, string? ProposedBy, DateOnly? ApprovedOn, string? ApprovedBy, string? RefusedFor,
    DateOnly? PaidOn, Subsidies.RecoveryDraft? RecoveryDue, decimal Owed);

/// <summary>The district's risk pools.</summary>
public sealed record RiskPools(RiskPool[] Pools);
