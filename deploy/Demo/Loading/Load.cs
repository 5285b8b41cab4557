using Cultivation.Demo.Checks;
using Cultivation.Demo.Population;

namespace Cultivation.Demo.Loading;

/// <summary>Loads the demo district through the gateway, by the commands of real use, and checks the published numbers.</summary>
internal static class Load
{
    /// <returns>How many numbers are not as expected.</returns>
    public static async Task<int> Run(Uri address, DateOnly today, TextWriter output)
    {
        var telling = new Telling(output);
        var district = District.Until(today);
        using var gateway = await Gateway.For("loader", Firm.Division, address, Work.AtOnce);
        var work = new Work(gateway, district, []);
        if (await Consents.AreGiven(work))
        {
            telling.Say("the demo is loaded already; nothing was changed");
            if (await Verify.All(gateway, district, telling) is > 0 and var others)
                telling.Say($"{others} numbers are not those of the load: people have worked with it since");
            return 0;
        }
        await All(work, telling);
        return await Verify.All(gateway, district, telling);
    }

    private static async Task All(Work work, Telling telling)
    {
        // The last firm is registered when all else is done: who knows it has read everything before it.
        var (firms, last) = (work.District.Firms.SkipLast(1).ToList(), work.District.Firms[^1]);
        await telling.Step("programmes published and confirmed", () => Rules.Publish(work));
        await telling.Step("calendars", () => Rules.Calendars(work));
        await telling.Step("products and banks", () => Partners.Add(work));
        await telling.Step("a subsidy and a risk pool", () => Support.Add(work));
        for (var year = Published.FirstYear; year <= work.District.Today.Year; year++)
        {
            await telling.Step($"firms new on the register in {year}", () => History.Register(work, firms, year));
            await telling.Step($"figures and titles of {year}", () => History.Replay(work, year));
        }
        await telling.Step("cases", () => Cases.Run(work));
        await telling.Step("services that know all of it", () => CatchUp(work, last));
        await telling.Step("consents", () => Consents.Give(work));
        await telling.Step("banks that were told", () => Consents.AreTold(work));
        telling.Say($"loaded {work.District.Firms.Count} firms with {work.Gateway.Requests} requests in {telling.Elapsed.TotalSeconds:0.0} s");
    }

    private static async Task<int> CatchUp(Work work, Firm last)
    {
        await Register.One(work, last);
        await Register.Find(work, last);
        await work.Gateway.Until($"api/finance/v1/firms/{work.Id(last)}", answer => answer.Ok, Work.Bound);
        return 2;
    }
}
