namespace Cultivation.Finance.Banks;

/// <summary>The units that lead finance in a district; stream <c>lead-units</c>.</summary>
public sealed record LeadUnits(string Id, LeadUnit[] Units, string DocumentRef, long Version)
{
    /// <summary>The stream's key; there is one in each district.</summary>
    public const string Key = "lead-units";

    /// <summary>Before the first event: nobody has to approve.</summary>
    public LeadUnits() : this("", [], "", 0) { }

    /// <summary>The state after one more event.</summary>
    public LeadUnits Evolve(object happened) => happened is LeadUnitsNamed named ? this with { Id = Key, Units = named.Units, DocumentRef = named.DocumentRef } : this;
}
