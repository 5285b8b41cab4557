namespace Cultivation.Ladder.Moves;

/// <summary>
/// Which body recognises high-tech firms of a division: the province's, or that of a city listed separately (计划单列市). Districts of one city
/// have one body (国科发火〔2016〕32号 article 8).
/// </summary>
internal static class RecognisingBody
{
    // 大连, 宁波, 厦门, 青岛, 深圳
    private static readonly string[] ListedCities = ["2102", "3302", "3502", "3702", "4403"];

    public static string Of(string division) => ListedCities.Contains(division[..4]) ? division[..4] : division[..2];

    public static bool Same(string one, string other) => Of(one) == Of(other);
}
