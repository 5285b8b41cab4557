namespace Cultivation.Ladder.Cases;

/// <summary>A person of a firm acts for that firm only.</summary>
internal static class OwnFirm
{
    public static bool IsFirmOnly(this Person person) => person.Roles is [Roles.Firm];

    /// <summary>To a firm, the case of another one does not exist.</summary>
    /// <exception cref="RuleBroken"><c>case.unknown</c>.</exception>
    public static void Require(Person person, Case @case)
    {
        if (person.IsFirmOnly() && person.Firm != @case.FirmId)
            throw new RuleBroken("case.unknown", new { @case.Number });
    }
}
