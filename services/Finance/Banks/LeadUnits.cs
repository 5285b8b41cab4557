namespace Cultivation.Finance.Banks;

/// <summary>The units that lead finance in a district; stream <c>lead-units</c>. A district without any says so with a document: until then no bank is told anything.</summary>
public sealed record LeadUnits(string Id, LeadUnit[] Units, string DocumentRef, long Version)
{
    /// <summary>The stream's key; there is one in each district.</summary>
    public const string Key = "lead-units";

    /// <summary>Before the first event.</summary>
    public LeadUnits() : this("", [], "", 0) { }

    /// <summary>
    /// Why the district tells a bank nothing on a day, whatever its agreement covers: <c>lead-units-unnamed</c>, or <c>approval-missing</c> of one of them. Null where
    /// nothing stands in the way.
    /// </summary>
    /// <param name="named">Null before the first naming.</param>
    internal static string? Silence(LeadUnits? named, Bank bank, DateOnly day) =>
        named is null ? "lead-units-unnamed" : named.Units.All(unit => bank.IsApproved(unit.Code, day)) ? null : "approval-missing";

    /// <summary>The state after one more event.</summary>
    public LeadUnits Evolve(object happened) => happened is LeadUnitsNamed named ? this with { Id = Key, Units = named.Units, DocumentRef = named.DocumentRef } : this;
}
