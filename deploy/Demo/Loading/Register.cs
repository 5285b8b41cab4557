using Cultivation.Demo.Population;

namespace Cultivation.Demo.Loading;

/// <summary>A single firm on the register.</summary>
internal static class Register
{
    public static async Task One(Work work, Firm firm)
    {
        var answer = await work.Gateway.Post(
            "api/ladder/v1/firms",
            new
            {
                firm.CreditCode, legalName = firm.Name, firm.EstablishedOn, registeredDivision = Firm.Division, firm.Field.IndustryCode,
                firm.EnterpriseType, firm.Town, source = "demo",
            },
            $"demo-firm-{firm.Number}", new Known(firm.KnownSince, "demo register"), fine: "firm.code-taken");
        work.Ids[firm.Number] = answer.Ok ? answer.Text("id") : await Find(work, firm);
    }

    /// <summary>The id of a firm that is there already.</summary>
    public static async Task<string> Find(Work work, Firm firm)
    {
        var found = await work.Gateway.Until(
            $"api/ladder/v1/firms?creditCode={firm.CreditCode}", answer => answer.Ok && Items(answer) == 1, Work.Bound);
        return found.Body.GetProperty("items")[0].GetProperty("id").GetString()!;
    }

    public static int Items(Answer page) => page.Body.GetProperty("items").GetArrayLength();
}
