using Cultivation.Hosting;

namespace Cultivation.Finance.Banks;

/// <summary>Who may see what is a bank's.</summary>
internal static class BankAccess
{
    /// <summary>A person of role bank sees the bank that the token names, and no other.</summary>
    /// <exception cref="RuleBroken"><paramref name="code"/>.</exception>
    public static void Check(Person person, string bankId, string code)
    {
        if (person.Is(Roles.Bank) && person.Bank != bankId)
            throw new RuleBroken(code, new { bankId });
    }
}
