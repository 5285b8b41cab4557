namespace Cultivation.Kit;

/// <summary>Annual figures of a firm, as a command takes them.</summary>
public static class Figures
{
    /// <summary>Three years with which the eight conditions can be met, but for what persons answer.</summary>
    public static IEnumerable<object> Good() => Enumerable.Range(Jiading.Today.Year - 3, 3).SelectMany(year => new[]
    {
        Of(year, "sales", "salesRevenue.hnte195", 48_000_000, "CNY"),
        Of(year, "rdExpense", "rdExpense.hnte195", 3_000_000, "CNY"),
        Of(year, "domesticRdExpense", "domesticRd", 2_900_000, "CNY"),
        Of(year, "staff", "staff.hnte195", 80, "person"),
        Of(year, "techStaff", "techStaff.hnte195", 20, "person"),
        Of(year, "totalRevenue", "totalRevenue.hnte195", 49_000_000, "CNY"),
        Of(year, "htRevenue", "htRevenue.hnte195", 40_000_000, "CNY"),
    });

    /// <summary>One audited figure of the firm itself.</summary>
    public static object Of(int fiscalYear, string metric, string definitionId, decimal value, string unit) =>
        new { fiscalYear, metric, definitionId, value, unit, sourceKind = "audited", scope = "legalPerson" };
}
