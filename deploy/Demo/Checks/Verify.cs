using Cultivation.Demo.Loading;
using Cultivation.Demo.Population;

namespace Cultivation.Demo.Checks;

/// <summary>Asks the system for each expected number and prints a table.</summary>
internal static class Verify
{
    /// <summary>How many numbers are not as expected.</summary>
    public static async Task<int> All(Gateway gateway, District district, Telling telling)
    {
        var failed = 0;
        telling.Say($"{"as of",-11}{"known on",-11}{"what",-30}{"expected",9}{"actual",8}  ok   source");
        foreach (var expected in Expectations.Of(district))
        {
            var actual = await Ask(gateway, expected);
            var ok = expected.IsMetBy(actual);
            failed += ok ? 0 : 1;
            var asked = $"{expected.AsOf,-11:yyyy-MM-dd}{expected.KnownOn,-11:yyyy-MM-dd}{Name(expected.Measure),-30}";
            telling.Say($"{asked}{expected.Expected,9}{actual,8}  {(ok ? "yes" : "NO "),-5}{expected.Source}");
            if (expected.Conflict is { } conflict)
                telling.Say($"{"",22}conflict: {conflict}");
        }
        return failed;
    }

    private static async Task<int> Ask(Gateway gateway, Expectation expected)
    {
        var known = expected.KnownOn is { } day ? $"&knownOn={day:yyyy-MM-dd}" : "";
        var stock = await gateway.Get($"api/ladder/v1/stock?asOf={expected.AsOf:yyyy-MM-dd}{known}");
        if (!stock.Ok)
            throw new NotAsExpected($"GET stock: {(int)stock.Status} {stock.Body}");
        return expected.Measure == Measure.HighTechFirms
            ? Sum(stock, "stages", "stageId", "firms", "jd.hnte")
            : Sum(stock, "awards", "credentialType", "awards", Awards.Cultivation, Awards.Giant);
    }

    private static int Sum(Answer stock, string list, string key, string number, params string[] keys) =>
        stock.Body.GetProperty(list).EnumerateArray().Where(one => keys.Contains(one.GetProperty(key).GetString())).Sum(one => one.GetProperty(number).GetInt32());

    private static string Name(Measure measure) => measure == Measure.HighTechFirms ? "high-tech firms (家)" : "little-giant awards (家次)";
}
