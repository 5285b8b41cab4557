using Cultivation.Hosting;

namespace Cultivation.Finance.Eligibility;

/// <summary>What the commission has stated: the firm is eligible for a product from a day on.</summary>
/// <param name="Number">Version of the granting event in the firm's account.</param>
/// <param name="Until">First day without it; null while it stands.</param>
/// <param name="Start">On what the grant rests.</param>
/// <param name="End">On what its end or correction rests.</param>
/// <param name="Corrected">It was wrong from <paramref name="Until"/> on, not ended.</param>
public sealed record Claim(string ProductCode, long Number, DateOnly From, DateOnly? Until, Basis Start, Basis? End = null, bool Corrected = false);

/// <summary>What a bank has been told of a claim under the consent now in force.</summary>
/// <param name="Version">Version, in the account, of the disclosure of the grant.</param>
/// <param name="Until">The end that it was told; null while it believes the claim to stand.</param>
/// <param name="Ended">Version, in the account, of the disclosure of that end.</param>
/// <param name="Row">Version, in the account, of the disclosure that stands in the bank's book; null when none does.</param>
/// <param name="ExpiresOn">The known end that it was told.</param>
/// <param name="WithinDays">How near that end was when it was last told.</param>
/// <param name="CreditCode">As it was told.</param>
/// <param name="LegalName">As it was told.</param>
/// <param name="WithCriteria">It was told which criteria were met, with the figures.</param>
public sealed record Telling(
    string BankId, string ProductCode, long Claim, long Version, DateOnly? Until = null, long? Ended = null, long? Row = null,
    DateOnly? ExpiresOn = null, int? WithinDays = null, string CreditCode = "", string LegalName = "", bool WithCriteria = false)
{
    internal Telling Standing(EligibilityDisclosed told, long version) => this with
    {
        Row = version, ExpiresOn = told.ExpiresOn, WithinDays = told.WithinDays, CreditCode = told.CreditCode, LegalName = told.LegalName,
        WithCriteria = told.Criteria is not null,
    };
}

/// <summary>A firm's consent to a bank.</summary>
/// <param name="Since">Version, in the account, of the event that opened it. Entries made before it stay withheld.</param>
/// <param name="To">Last day.</param>
/// <param name="EndedOn">First day without it, once it was withdrawn or its end was told.</param>
public sealed record Consent(string BankId, long Since, string[] Scopes, FreeText Purpose, DateOnly From, DateOnly To, DateOnly? EndedOn = null)
{
    /// <summary>
    /// Versions, in the account, of all disclosures under it that added a row to the bank's book. Its end names them all: what ended a row
    /// may have been withheld.
    /// </summary>
    public long[] Rows { get; init; } = [];

    /// <summary>Codes of the products that it is about; null: all that the bank offers, later ones too.</summary>
    public string[]? Products { get; init; }

    /// <summary>The bank may be told of the product.</summary>
    internal bool Covers(string product) => Products is null || Products.Contains(product);

    /// <summary>The bank may be told by what the firm meets the criteria.</summary>
    internal bool CoversCriteria => Scopes.Contains(Criteria);

    /// <summary>The bank may be told on this day.</summary>
    public bool Holds(DateOnly day) => EndedOn is null && From <= day && day <= To && Scopes.Contains(Eligibility);

    /// <summary>The scope that covers eligibility for products.</summary>
    public const string Eligibility = "eligibility";

    /// <summary>The scope that covers, besides, the criteria that are met, with the figures by which they are.</summary>
    public const string Criteria = "criteria";

    /// <summary>Every scope; the first is part of each consent.</summary>
    internal static readonly string[] Known = [Eligibility, Criteria];
}

/// <summary>A record on an authority's list.</summary>
/// <param name="RemovedOn">First day on which it no longer stands; null while it does.</param>
public sealed record AdverseRecord(string RecordId, string Kind, DateOnly ListedOn, DateOnly? RemovedOn)
{
    /// <summary>The list of dishonest subjects under enforcement and its like, as the ladder names it.</summary>
    public const string SeriousDishonesty = "seriousDishonesty";

    /// <summary>On the list on a day.</summary>
    internal bool Stands(DateOnly day) => ListedOn <= day && (RemovedOn is null || day < RemovedOn);
}
