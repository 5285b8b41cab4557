namespace Cultivation.Demo.Population;

/// <summary>
/// How many firms hold a valid high-tech certificate at the end of a year, and how many little-giant awards the city had given by then.
/// 2017 and 2018 are published (嘉府发〔2018〕15号, annex; english.jiading.gov.cn 2019-03-05; jiading.gov.cn 2019-04-23); the years from
/// 2019 stay above the targets; the rest is made up.
/// </summary>
internal static class Published
{
    /// <summary>The first year whose recognition lists the district has on its books.</summary>
    public const int FirstYear = 2015;

    private static readonly int[] CertificatesAt = [265, 540, 825, 1005, 1122, 1168, 1205, 1236, 1263, 1287, 1309, 1329];
    private static readonly int[] AwardsAt = [58, 121, 186, 207, 226, 244, 261, 277, 293, 309, 324, 339];

    public static int Certificates(int year) => At(CertificatesAt, year, yearly: 18);

    public static int Awards(int year) => At(AwardsAt, year, yearly: 15);

    private static int At(int[] known, int year, int yearly)
    {
        var place = year - FirstYear;
        return place < 0 ? 0 : place < known.Length ? known[place] : known[^1] + yearly * (place - known.Length + 1);
    }
}
