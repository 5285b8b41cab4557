using Cultivation.Finance.Banks;
using Cultivation.Finance.Products;

namespace Cultivation.Finance.Eligibility;

/// <summary>
/// Compares what each bank was told with what is now claimed, and says what it is to be told. Nothing is disclosed without a consent that
/// holds and an agreement that covers the product; a consent that has ended is told once, and then nothing.
/// </summary>
internal static class Disclose
{
    public static void ToBanks(Decision decision, Catalogue catalogue, DateOnly today)
    {
        foreach (var consent in decision.Account.Consents)
        {
            if (consent.Holds(today))
            {
                if (catalogue.Bank(consent.BankId) is { } bank)
                    Tell(decision, bank, catalogue, today);
            }
            else if (decision.Account.Tellings.Any(t => t.BankId == consent.BankId))
            {
                decision.Add(new ConsentEndDisclosed(
                    consent.BankId, decision.Account.CreditCode, decision.Account.LegalName, consent.EndedOn ?? consent.To.AddDays(1)));
            }
        }
    }

    private static void Tell(Decision decision, Bank bank, Catalogue catalogue, DateOnly today)
    {
        foreach (var product in catalogue.Products.Where(p => bank.Covers(p.Code, today)))
        {
            var claims = decision.Account.Claims.Where(c => c.ProductCode == product.Code).ToArray();
            var corrected = false;
            foreach (var claim in claims)
            {
                if (Told(decision, bank, claim) is { } told && told.Until != claim.Until)
                {
                    decision.Add(Ended(decision.Account, bank, product, claim, told));
                    corrected |= claim.Corrected;
                }
            }
            // The last entry about a product says how it stands: after a correction of an older claim, the present one is told again.
            if (claims.FirstOrDefault(c => c.Until is null) is { } standing && (corrected || Told(decision, bank, standing) is null))
                decision.Add(Granted(decision.Account, bank, product, standing, Wrong(decision, bank, claims, standing)));
        }
    }

    private static Telling? Told(Decision decision, Bank bank, Claim claim) =>
        decision.Account.Tellings.FirstOrDefault(t => t.BankId == bank.BankId && t.Claim == claim.Number);

    // The correction that this grant says was wrong: the bank was told that the firm did not meet the criteria from a day on, and it did.
    private static long? Wrong(Decision decision, Bank bank, IEnumerable<Claim> claims, Claim standing) => Told(decision, bank, standing) is not null
        ? null
        : claims.Where(c => c.Corrected && standing.From <= c.Until).Select(c => Told(decision, bank, c)?.Ended).LastOrDefault(ended => ended is not null);

    private static EligibilityDisclosed Granted(FirmAccount account, Bank bank, ProductRules product, Claim claim, long? supersedes) => new(
        bank.BankId, DisclosureKind.Granted, claim.Number, account.CreditCode, account.LegalName, product.Names, Eligible: true,
        claim.From, claim.Start, supersedes);

    private static EligibilityDisclosed Ended(FirmAccount account, Bank bank, ProductRules product, Claim claim, Telling told) => new(
        bank.BankId, claim.Corrected ? DisclosureKind.Corrected : DisclosureKind.Withdrawn, claim.Number, account.CreditCode, account.LegalName,
        product.Names, Eligible: false, claim.Until!.Value, claim.End!, claim.Corrected ? told.Version : null);
}
