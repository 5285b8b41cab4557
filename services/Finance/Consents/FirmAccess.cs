using Cultivation.Hosting;

namespace Cultivation.Finance.Consents;

/// <summary>Who may see and do what is a firm's.</summary>
internal static class FirmAccess
{
    /// <summary>A person of role firm acts for the firm that the token names, and no other.</summary>
    /// <exception cref="RuleBroken"><c>firm.forbidden</c>.</exception>
    public static void Check(Person person, string firmId)
    {
        if (person.Is(Roles.Firm) && person.Firm != firmId)
            throw new RuleBroken("firm.forbidden");
    }
}
