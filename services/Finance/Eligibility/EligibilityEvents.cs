namespace Cultivation.Finance.Eligibility;

/// <summary>The firm meets a product's criteria. The version of this event in the firm's account is the claim's number.</summary>
/// <param name="RuleVersion">Version of the product's rule on that day.</param>
/// <param name="EffectiveOn">First day on which it does, as now known.</param>
public sealed record EligibilityGranted(string ProductCode, int RuleVersion, DateOnly EffectiveOn, Basis Basis);

/// <summary>The firm meets a product's criteria no more: the claim was right until then.</summary>
/// <param name="Claim">Number of the claim that ends.</param>
/// <param name="EffectiveOn">First day on which it does not.</param>
public sealed record EligibilityWithdrawn(string ProductCode, long Claim, DateOnly EffectiveOn, Basis Basis);

/// <summary>A claim was wrong: from a day on, the firm did not meet the criteria, though the claim said so.</summary>
/// <param name="Supersedes">Number of the claim that is corrected.</param>
/// <param name="EffectiveOn">First day that the claim was wrong about.</param>
public sealed record EligibilityCorrected(string ProductCode, long Supersedes, DateOnly EffectiveOn, Basis Basis);

/// <summary>
/// A bank is to be told: everything that its feed's entry says. The feeder copies it, in order. Only written for a bank whose agreement
/// covers the product and to which the firm has given consent.
/// </summary>
/// <param name="Claim">Number of the claim that it tells of.</param>
/// <param name="Supersedes">Version, in this account, of the disclosure that it says was wrong: of a correction, or of a grant after a title was given back.</param>
/// <param name="ExpiresOn">First day on which, by what is known now, the criteria will be met no more; null while none is known.</param>
/// <param name="WithinDays">That day lies within so many days, the shortest of <see cref="Warnings.Days"/> that holds; null when it lies further.</param>
/// <param name="Ends">Versions, in this account, of the disclosures whose row leaves the bank's book by this one.</param>
/// <param name="Criteria">By what the firm met the criteria on the day of recording, where its consent covers that; else null.</param>
public sealed record EligibilityDisclosed(
    string BankId, DisclosureKind Kind, long Claim, string CreditCode, string LegalName, ProductNames Product, bool Eligible,
    DateOnly EffectiveOn, Basis Basis, long? Supersedes, DateOnly? ExpiresOn = null, int? WithinDays = null, long[]? Ends = null, MetCriterion[]? Criteria = null);

/// <summary>The last thing a bank is told about a firm whose consent has ended.</summary>
/// <param name="Ends">Versions, in this account, of all disclosures under the consent that added a row to the bank's book: none of them stands after it.</param>
public sealed record ConsentEndDisclosed(string BankId, string CreditCode, string LegalName, DateOnly EffectiveOn, long[]? Ends = null);

/// <summary>What an entry of a bank's feed tells.</summary>
public enum DisclosureKind
{
    /// <summary>The firm is eligible from a day on.</summary>
    Granted,

    /// <summary>The firm is eligible no more.</summary>
    Withdrawn,

    /// <summary>An earlier entry was wrong from a day on.</summary>
    Corrected,

    /// <summary>The firm's consent has ended; nothing more will be told.</summary>
    ConsentEnded,

    /// <summary>The district vouches for its log; about no firm.</summary>
    Checkpoint,

    /// <summary>The firm is eligible as before; its name, its credit code or the known end is another one.</summary>
    Changed,

    /// <summary>The firm is eligible, and a known end comes near.</summary>
    Expiring,

    /// <summary>The bank's agreement, an authority's approval or the firm's consent does not cover the product any more; nothing more will be told about it.</summary>
    CoverageEnded,

    /// <summary>The bank's webhook stopped, and the bank had not asked for it; about no firm.</summary>
    WebhookStopped,
}

/// <summary>A criterion of a product's rule that the firm meets, with what was looked at.</summary>
/// <param name="Id">As the rule names it.</param>
/// <param name="Value">The measured figure in <paramref name="Unit"/>; null where it is no figure.</param>
/// <param name="Content">What else was found, as the code of a stage or a title.</param>
public sealed record MetCriterion(string Id, string TextZh, string TextEn, decimal? Value, string? Content, string? Unit);

/// <summary>A product as a bank reads it.</summary>
public sealed record ProductNames(string Code, string NameZh, string NameEn);

/// <summary>On what a change of eligibility rests.</summary>
/// <param name="Kind"><c>stageEntered</c>, <c>stageLeft</c>, <c>recognitionGranted</c>, <c>recognitionExpired</c>, <c>recognitionRevoked</c>,
/// <c>recognitionRestored</c>, <c>recognitionAnnulled</c>, <c>productPublished</c>, <c>coverageEnded</c>, <c>consentNarrowed</c>, <c>supportListed</c>,
/// <c>supportDelisted</c>, <c>figureRecorded</c>, <c>figureCorrected</c>, <c>figureAnnulled</c>, <c>firmDeregistered</c>, <c>firmMoved</c> (another
/// district cares for it) or <c>periodEnded</c> (time alone: a year's figure does not count any more, a firm has grown too old).</param>
/// <param name="Ref">The event: <c>ladder:{epoch}-{position}</c>, or <c>product:{code}:{version}</c>; or the stream <c>bank:{id}</c> or <c>support:{firm}</c>.</param>
/// <param name="Reason">Of an entry to the support list or an exit from it, a code of the list's own.</param>
public sealed record Basis(string Kind, string Ref, string? StageId = null, string? Credential = null, string? CertificateNo = null, string? Reason = null);
