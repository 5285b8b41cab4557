using Cultivation.Console.Shared;
using static Cultivation.Console.Shared.Field;

namespace Cultivation.Console.Firms;

/// <summary>What a firm's registration says: of a new firm, and of the company that a team founds.</summary>
internal static class Registration
{
    public static IEnumerable<Field> Fields(Reader reader) =>
    [
        new("creditCode", Kinds.Line, reader["firm.code"]) { Longest = 18 }, new("legalName", Kinds.Line, reader["firms.name"]), On("establishedOn", reader),
        new("division", Kinds.Line, reader["field.division"]) { Value = reader.District, Longest = 6 }, new("industryCode", Kinds.Line, reader["firm.industry"]) { Longest = 5 },
        new("enterpriseType", Kinds.Line, reader["firm.type"]), new("town", Kinds.Line, reader["firm.town"]) { Required = false }, FirmActs.Source(reader),
    ];

    public static object Body(IFormCollection form) => new
    {
        creditCode = form.Text("creditCode"), legalName = form.Text("legalName"), establishedOn = form.Text("establishedOn"), registeredDivision = form.Text("division"),
        industryCode = form.Text("industryCode"), enterpriseType = form.Text("enterpriseType"), source = form.Text("source"), town = form.Text("town"),
    };
}
