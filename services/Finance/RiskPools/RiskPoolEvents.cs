using Cultivation.Finance.Eligibility;
using Cultivation.Finance.Subsidies.Schemes;
using Cultivation.Hosting;

namespace Cultivation.Finance.RiskPools;

// Stored for ever in the stream riskpool:{id}: add, never rename.

/// <summary>A risk pool (风险资金池) was opened. Another sharing is another pool.</summary>
/// <param name="DocumentRef">The agreement of its partners.</param>
public sealed record RiskPoolOpened(string PoolId, string NameZh, string NameEn, PoolTerms Terms, string DocumentRef, DateOnly OpenedOn, string By);

/// <summary>A person has confirmed a figure of the pool with a document.</summary>
public sealed record RiskPoolFigureConfirmed(string PoolId, string Figure, string DocumentRef, DateOnly ConfirmedOn, string By);

/// <summary>A partner has paid in, yuan.</summary>
/// <param name="ContributionRef">Number of the payment, unique for the pool.</param>
public sealed record RiskPoolContributed(string PoolId, string PartnerId, decimal Amount, string ContributionRef, DateOnly PaidOn, string By);

/// <summary>A bank claims compensation for a loan in default.</summary>
/// <param name="Outstanding">Yuan not paid back on that day.</param>
/// <param name="Amount">Yuan that are claimed.</param>
public sealed record CompensationClaimed(
    string PoolId, string ClaimId, string LoanId, string BankId, string FirmId, decimal Outstanding, decimal Amount, DateOnly ClaimedOn, string By);

/// <summary>A person proposes to pay; it changes no balance.</summary>
public sealed record CompensationProposed(string PoolId, string ClaimId, decimal Amount, FreeText Reason, DateOnly ProposedOn, string By);

/// <summary>Another person approves: the money leaves the pool's books.</summary>
/// <param name="Parts">What each partner bears; they sum to the amount exactly.</param>
public sealed record CompensationApproved(string PoolId, string ClaimId, decimal Amount, PoolPart[] Parts, DateOnly ApprovedOn, string By);

/// <summary>An act was refused for who the person is.</summary>
/// <param name="Cause">The code of the refusal.</param>
public sealed record CompensationActRefused(string PoolId, string ClaimId, string PersonRef, string Act, string Cause, DateTimeOffset At);

/// <summary>The claim is refused; there may be another one for the loan.</summary>
public sealed record CompensationRefused(string PoolId, string ClaimId, FreeText Reason, DateOnly RefusedOn, string By);

/// <summary>The approved money was paid to the bank.</summary>
/// <param name="PaymentRef">The treasury's number of the payment.</param>
public sealed record CompensationPaid(string PoolId, string ClaimId, string PaymentRef, DateOnly PaidOn, string By);

/// <summary>The bank got money after all, and the pool its part of it.</summary>
/// <param name="RecoveryRef">Number of the payment, unique for the claim.</param>
/// <param name="Recovered">What the bank got, yuan.</param>
/// <param name="Returned">The pool's part of it: by the covered share, at most what it had paid and not got back.</param>
/// <param name="Parts">What each partner gets back, in proportion to what each has paid and not got back.</param>
public sealed record CompensationReturned(
    string PoolId, string ClaimId, string RecoveryRef, decimal Recovered, decimal Returned, PoolPart[] Parts, DateOnly ReceivedOn, string By);

/// <summary>What the loan rested on did not stand, and money is out. A draft: a person decides.</summary>
/// <param name="Basis">By what that became known.</param>
/// <param name="Amount">What the pool has borne and not got back, yuan.</param>
public sealed record CompensationRecoveryDue(string PoolId, string ClaimId, Basis Basis, decimal Amount, DateOnly MarkedOn);

/// <summary>What the loan rested on stands after all: the draft is withdrawn.</summary>
public sealed record CompensationRecoveryWithdrawn(string PoolId, string ClaimId, DateOnly On);

/// <summary>A person has decided that the bank pays back. It changes no balance before the money comes.</summary>
/// <param name="Amount">Yuan.</param>
/// <param name="DocumentRef">The paper that decides it.</param>
public sealed record CompensationDemanded(string PoolId, string ClaimId, decimal Amount, FreeText Reason, string DocumentRef, DateOnly DecidedOn, string By);

/// <summary>A person has decided that it stays as it is.</summary>
public sealed record CompensationRecoveryWaived(string PoolId, string ClaimId, FreeText Reason, string DocumentRef, DateOnly DecidedOn, string By);

/// <summary>A person has decided, before it was paid, that it will not be: the money is back in the books.</summary>
/// <param name="Parts">What each partner had borne.</param>
public sealed record CompensationCancelled(string PoolId, string ClaimId, PoolPart[] Parts, FreeText Reason, string DocumentRef, DateOnly DecidedOn, string By);

/// <summary>The bank has paid back what was demanded, or a part of it.</summary>
/// <param name="PaymentRef">Number of the payment, unique for the claim.</param>
/// <param name="Amount">All of it is the pool's, yuan.</param>
/// <param name="Parts">What each partner gets back, in proportion to what each has paid and not got back.</param>
public sealed record CompensationRepaid(string PoolId, string ClaimId, string PaymentRef, decimal Amount, PoolPart[] Parts, DateOnly ReceivedOn, string By);

/// <summary>A partner's part of an amount, yuan.</summary>
public sealed record PoolPart(string PartnerId, decimal Amount);

/// <summary>Who bears what of a loss, as data with how sure it is.</summary>
/// <param name="Partners">Their shares sum to one.</param>
/// <param name="Covered">Part of what is outstanding that the pool pays at most; the bank bears the rest.</param>
/// <param name="CapPerLoan">Most for one loan, yuan; null value for none.</param>
/// <param name="CapPerYear">Most of all approvals of a calendar year, yuan; null value for none.</param>
/// <param name="Products">Codes of the loan products that it covers.</param>
public sealed record PoolTerms(
    Figure<PoolPartner[]> Partners, Figure<decimal> Covered, Figure<decimal?> CapPerLoan, Figure<decimal?> CapPerYear, Figure<string[]> Products)
{
    internal (string Name, Figure Figure)[] Marks() =>
        [("partners", Partners), ("covered", Covered), ("capPerLoan", CapPerLoan), ("capPerYear", CapPerYear), ("products", Products)];
}

/// <summary>A partner of a pool.</summary>
/// <param name="Share">Part of each payment, as a fraction.</param>
public sealed record PoolPartner(string PartnerId, string NameZh, decimal Share);
