namespace Cultivation.Demo.Population;

/// <summary>A made-up firm of Jiading.</summary>
/// <param name="Number">Unique; firms on the way to a certificate have even numbers, start-ups odd ones.</param>
/// <param name="Name">The first name; see <see cref="RenamedOn"/>.</param>
/// <param name="KnownSince">Day on which the district put it on its register.</param>
/// <param name="FirstYear">Year of the first high-tech certificate, past or to come; null for a start-up.</param>
/// <param name="RenamedOn">Day on which it became a company limited by shares under <see cref="LaterName"/>, or null.</param>
internal sealed record Firm(
    int Number, string CreditCode, string Name, DateOnly EstablishedOn, Field Field, string EnterpriseType, string Town, DateOnly KnownSince,
    int? FirstYear, bool Steady, DateOnly? RenamedOn)
{
    public const string Division = "310114";
    private const int StartUpsFrom = 2021;
    private const int StartUpsAYear = 50;
    private static readonly string[] Towns =
        ["安亭镇", "南翔镇", "江桥镇", "马陆镇", "外冈镇", "徐行镇", "华亭镇", "嘉定工业区", "菊园新区", "新成路街道", "真新街道", "嘉定镇街道"];

    public string LaterName => FirmName.AfterConversion(Number, Field);

    public string NameOn(DateOnly day) => RenamedOn <= day ? LaterName : Name;

    /// <summary>The first fiscal year with figures, however short.</summary>
    public int FirstFiscalYear => EstablishedOn.Year;

    public static Firm Of(Holder holder)
    {
        var (number, first) = (holder.Number * 2, holder.FirstYear);
        var draw = new Draw("firm", number);
        // One in thirty files as soon as it may: 365 days after its registration (国科发火〔2016〕32号, article 11(1)).
        var established = draw.Below(30) == 0 && !holder.Steady
            ? new DateOnly(first - 1, 4, draw.Between(1, 28))
            : new DateOnly(first - draw.Between(2, 12), draw.Between(1, 12), draw.Between(1, 28));
        var registered = new DateOnly(first - 2, draw.Between(1, 4), draw.Between(1, 28));
        var renamed = draw.Chance(5) ? new DateOnly(first + draw.Between(1, 6), draw.Between(1, 12), draw.Between(1, 28)) : (DateOnly?)null;
        return Make(number, established, Later(registered, established.AddDays(20)), first, holder.Steady, renamed);
    }

    /// <summary>Young firms that are not on the way to a certificate yet, up to those of a year.</summary>
    public static IEnumerable<Firm> StartUpsUntil(int year)
    {
        for (var place = 0; place < (year - StartUpsFrom + 1) * StartUpsAYear; place++)
        {
            var draw = new Draw("start-up", place);
            var established = new DateOnly(StartUpsFrom + place / StartUpsAYear, draw.Between(1, 12), draw.Between(1, 28));
            yield return Make(place * 2 + 1, established, established.AddDays(draw.Between(20, 200)), null, false, null);
        }
    }

    private static Firm Make(int number, DateOnly established, DateOnly known, int? first, bool steady, DateOnly? renamed)
    {
        var draw = new Draw("identity", number);
        // The division in the code is that of the first registry: some firms moved here, one in fifty from a district that ended in 2015.
        var registry = draw.Below(50) switch { 0 => "310108", < 6 => "310115", _ => Division };
        var code = draw.Below(400) == 0 ? Population.CreditCode.Legacy(registry, number) : Population.CreditCode.Of(registry, number);
        var field = draw.OneOf(Field.All);
        return new(
            number, code, FirmName.Of(number, field), established, field, draw.Chance(8) ? "foreignInvested" : "limitedLiability",
            draw.OneOf(Towns), known, first, steady, renamed);
    }

    private static DateOnly Later(DateOnly a, DateOnly b) => a > b ? a : b;
}
