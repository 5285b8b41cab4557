using Cultivation.Console.Banks;
using Cultivation.Console.Shared;
using Cultivation.Console.Subsidies;

namespace Cultivation.Console.Firms;

/// <summary>What rested on a title from a day on, or would be touched if it were revoked from then.</summary>
/// <param name="Revoked">The follow-ups are drafted.</param>
/// <param name="Evaluations">How many recorded evaluations were done again without the title.</param>
public sealed record BlastRadius(
    string FirmId, string RecognitionId, string CredentialType, DateOnly From, bool Revoked, int Evaluations, Touched[] Touched, string BankNotices, string Payments);

/// <summary>A thing that rested on the title, what is proposed about it, and what a person made of that.</summary>
public sealed record Touched(string Kind, string Ref, DateOnly On, string[] Criteria, string ProposalZh, string ProposalEn, FollowUp? FollowUp);

/// <summary>A proposal that waits for a person, or what became of it.</summary>
/// <param name="State">drafted, confirmed or dismissed.</param>
public sealed record FollowUp(string Id, string State, string? By, DateOnly? DecidedOn, string? Note);

/// <summary>Loans, subsidies and compensations that rested on the title, as Finance lists them.</summary>
public sealed record PaymentsTouched(LoanView[] Loans, SubsidyView[] Subsidies, Compensated[] Compensations);

/// <summary>What a risk pool was asked to pay for a loan.</summary>
public sealed record Compensated(string PoolId, PoolClaim Claim);

/// <summary>What a kind of title means for each tax year.</summary>
public sealed record TaxYears(TaxRule Rule, TaxYear[] Years);

/// <summary>The rule on tax, and how sure it is.</summary>
/// <param name="Rate">Of income, as a fraction.</param>
/// <param name="MayDecide">Documented or confirmed; else the years only inform.</param>
public sealed record TaxRule(string Id, string Zh, string En, decimal Rate, string? DocNo, string Certainty, bool MayDecide);

/// <summary>A tax year.</summary>
/// <param name="State">counts, provisional, payBack, recovery or notHeld.</param>
/// <param name="Expected">It is so if nothing changes.</param>
public sealed record TaxYear(int Year, string State, bool Expected);

/// <summary>What a bank was told by the title.</summary>
/// <param name="ToldUntil">First day without eligibility, as the bank was told later; null while it believes it to stand.</param>
public sealed record ToldByTitle(string BankId, string? Cursor, string Product, DateOnly EligibleFrom, DateOnly? ToldUntil, bool Corrected);

/// <summary>A title and what rests on it.</summary>
/// <param name="Told">What banks were told by it; null where Finance does not say.</param>
/// <param name="Taxes">Null where no published programme says what this kind of title means for taxes.</param>
public sealed record TitleFile(
    FirmView Firm, Title Title, BlastRadius Radius, RuleNames Rules, IReadOnlyList<ToldByTitle>? Told, PaymentsTouched? Payments, TaxYears? Taxes)
{
    /// <summary>Proposals that wait for a person.</summary>
    public IEnumerable<Touched> Waiting => Radius.Touched.Where(touched => touched.FollowUp is { State: "drafted" });
}
