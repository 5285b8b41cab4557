namespace Cultivation.Finance.Banks;

/// <summary>A bank is known to the district.</summary>
/// <param name="BankId">Short id in lower case, part of queue and user names.</param>
public sealed record BankRegistered(string BankId, string NameZh, string NameEn);

/// <summary>An agreement under which the bank may be told about consenting firms. A later one replaces it.</summary>
/// <param name="Topics">What it is told of; <c>eligibility</c>.</param>
/// <param name="Products">Codes of the products that the agreement covers.</param>
/// <param name="From">First day of the agreement.</param>
/// <param name="To">Its last day.</param>
/// <param name="AgreementRef">The signed document.</param>
public sealed record BankSubscribed(
    string BankId, string SubscriptionId, string[] Topics, string[] Products, string District, DateOnly From, DateOnly To, string AgreementRef);

/// <summary>A new password was set for the bank's queue and shown once; it is written nowhere.</summary>
/// <param name="By">Subject of the person or system that asked for it.</param>
public sealed record AmqpPasswordSet(string BankId, string User, string By);

/// <summary>The bank's queue is filled again from a position of its feed.</summary>
/// <param name="After">Position of the last entry that is not repeated.</param>
/// <param name="By">Subject of the operator.</param>
public sealed record QueueRefilled(string BankId, long After, string By);

/// <summary>A lead unit of the district approves that the bank is told about consenting firms. A later one replaces it.</summary>
/// <param name="Unit">Code of the lead unit.</param>
/// <param name="DocumentRef">The document that records the approval.</param>
/// <param name="To">Last day.</param>
/// <param name="By">Subject of who entered it.</param>
public sealed record DisclosureApproved(string BankId, string Unit, string DocumentRef, DateOnly From, DateOnly To, string By);

/// <summary>A lead unit takes its approval back.</summary>
/// <param name="EffectiveOn">First day without it.</param>
public sealed record DisclosureApprovalRevoked(string BankId, string Unit, string DocumentRef, DateOnly EffectiveOn, string By);

/// <summary>
/// The units that lead finance in the district, each of which has to approve of a bank before it is told anything. In Jiading these are
/// 区经委 and 区国资公司 (annex of 2018). Stored in the stream <c>lead-units</c>.
/// </summary>
/// <param name="DocumentRef">The document that says so.</param>
public sealed record LeadUnitsNamed(LeadUnit[] Units, string DocumentRef, string By);

/// <summary>A unit of the district's government.</summary>
/// <param name="Code">Short id in lower case.</param>
public sealed record LeadUnit(string Code, string NameZh, string NameEn);
