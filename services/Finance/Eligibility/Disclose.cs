using Cultivation.Finance.Banks;
using Cultivation.Finance.Products;

namespace Cultivation.Finance.Eligibility;

/// <summary>
/// Compares what each bank was told with what is now claimed, and says what it is to be told. Nothing is disclosed without a consent that
/// holds and, like the agreement, covers the product; where either has ended that is told once, and then nothing.
/// </summary>
internal static class Disclose
{
    public static void ToBanks(Decision decision, Catalogue catalogue, DateOnly today)
    {
        var ends = new KnownEnds(decision.Account, today);
        foreach (var consent in decision.Account.Consents)
        {
            if (consent.Holds(today))
            {
                if (catalogue.Bank(consent.BankId) is { } bank)
                    Tell(decision, bank, consent, catalogue, ends, today);
            }
            else if (decision.Account.Tellings.Any(t => t.BankId == consent.BankId))
            {
                decision.Add(new ConsentEndDisclosed(
                    consent.BankId, decision.Account.CreditCode, decision.Account.LegalName, consent.EndedOn ?? consent.To.AddDays(1), consent.Rows));
            }
        }
    }

    private static void Tell(Decision decision, Bank bank, Consent consent, Catalogue catalogue, KnownEnds ends, DateOnly today)
    {
        foreach (var product in catalogue.Products)
        {
            var tell = new Disclosing(decision, bank, consent, product, ends, today);
            if (!catalogue.Covers(bank, product.Code, today))
                EndCoverage(tell, "coverageEnded", catalogue.CoveredUntil(bank, product.Code, today));
            else if (!consent.Covers(product.Code))
                EndCoverage(tell, "consentNarrowed", today);
            else
                Tell(tell);
        }
    }

    private static void Tell(Disclosing tell)
    {
        var claims = tell.Claims;
        var corrected = false;
        foreach (var claim in claims)
        {
            if (tell.Told(claim) is { } told && told.Until != claim.Until)
            {
                tell.Add(Ended(tell, claim, told));
                corrected |= claim.Corrected;
            }
        }
        if (claims.FirstOrDefault(c => c.Until is null) is not { } standing)
            return;
        var end = tell.KnownEnd;
        // The last entry about a product says how it stands: after a correction of an older claim, the present one is told again.
        if (corrected || tell.Told(standing) is not { Row: not null } known)
            tell.Add(Granted(tell, standing, end, Wrong(tell, claims, standing)));
        else if (known.ExpiresOn != end || known.CreditCode != tell.Account.CreditCode || known.LegalName != tell.Account.LegalName
            || (tell.WithCriteria && !known.WithCriteria))
            tell.Add(Changed(tell, standing, known, end));
        else if (Warnings.Within(end, tell.Today) is { } days && !(known.WithinDays <= days))
            tell.Add(Expiring(tell, standing, end!.Value));
    }

    private static void EndCoverage(Disclosing tell, string by, DateOnly since)
    {
        foreach (var told in tell.Account.Tellings.Where(t => t.Row is not null && t.BankId == tell.Bank.BankId && t.ProductCode == tell.Product.Code).ToList())
        {
            tell.Add(tell.Row(DisclosureKind.CoverageEnded, told.Claim, eligible: false, since, new Basis(by, tell.Bank.Id)) with { Ends = Ends(told.Row) });
        }
    }

    // The correction that this grant says was wrong: the bank was told that the firm did not meet the criteria from a day on, and it did.
    private static long? Wrong(Disclosing tell, IEnumerable<Claim> claims, Claim standing) => tell.Told(standing) is not null
        ? null
        : claims.Where(c => c.Corrected && standing.From <= c.Until).Select(c => tell.Told(c)?.Ended).LastOrDefault(ended => ended is not null);

    private static EligibilityDisclosed Granted(Disclosing tell, Claim claim, DateOnly? end, long? supersedes) =>
        tell.Row(DisclosureKind.Granted, claim.Number, eligible: true, claim.From, claim.Start) with
        {
            Supersedes = supersedes, ExpiresOn = end, WithinDays = Warnings.Within(end, tell.Today), Ends = Ends(tell.Told(claim)?.Row), Criteria = tell.Criteria,
        };

    // What the known end rests on is what is held now; a new name changes nothing of that.
    private static EligibilityDisclosed Changed(Disclosing tell, Claim claim, Telling told, DateOnly? end) =>
        tell.Row(DisclosureKind.Changed, claim.Number, eligible: true, claim.From, told.ExpiresOn == end ? claim.Start : tell.Product.Grounds(tell.Account, tell.Today)) with
        {
            ExpiresOn = end, WithinDays = Warnings.Within(end, tell.Today), Ends = Ends(told.Row), Criteria = tell.Criteria,
        };

    private static EligibilityDisclosed Expiring(Disclosing tell, Claim claim, DateOnly end) =>
        tell.Row(DisclosureKind.Expiring, claim.Number, eligible: true, end, tell.Product.Ending(tell.Account, end).Basis) with
        {
            ExpiresOn = end, WithinDays = Warnings.Within(end, tell.Today),
        };

    private static EligibilityDisclosed Ended(Disclosing tell, Claim claim, Telling told) =>
        tell.Row(claim.Corrected ? DisclosureKind.Corrected : DisclosureKind.Withdrawn, claim.Number, eligible: false, claim.Until!.Value, claim.End!) with
        {
            Supersedes = claim.Corrected ? told.Version : null, Ends = Ends(told.Row),
        };

    private static long[]? Ends(long? row) => row is { } standing ? [standing] : null;
}
