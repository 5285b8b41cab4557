namespace Cultivation.Demo.Population;

/// <summary>
/// The yearly list of tech SMEs (科技型中小企业入库, 国科发政〔2017〕115号): at most 500 staff and 200 million yuan of sales in the year before. That one in ten
/// of them is on it is made up. A number counts until 31 March, by when 115号 asks for a new evaluation; annual notices have said otherwise.
/// </summary>
internal static class TechSmes
{
    public const string Credential = "cn.techSme";

    /// <summary>The first round that the district has on its books.</summary>
    private const int FirstRound = 2026;

    /// <summary>The lists up to a year, inclusive.</summary>
    public static IEnumerable<RecognitionList> Until(int until, IReadOnlyList<Firm> firms) =>
        Enumerable.Range(FirstRound, Math.Max(0, until - FirstRound + 1)).Select(year => List(year, firms));

    private static RecognitionList List(int year, IReadOnlyList<Firm> firms)
    {
        // The round of 2026 was open from 1 June to 31 August (工企业函〔2026〕160号); a public notice of ten working days followed.
        var (opened, announced) = (new DateOnly(year, 6, 1), new DateOnly(year, 9, 15));
        return new($"SH-KX-{year}", "上海市科技型中小企业评价 (demo)", announced,
        [
            .. firms.Where(firm => firm.KnownSince < opened && firm.FirstFiscalYear < year && new Draw("tech-sme", firm.Number, year).Below(10) == 0 && IsSmall(firm, year - 1))
                .OrderBy(firm => firm.Number)
                .Select(firm => new RecognitionRow(firm.CreditCode, firm.NameOn(announced), Credential, null, announced, new(year + 1, 3, 31))),
        ]);
    }

    private static bool IsSmall(Firm firm, int fiscalYear) => new Accounts(firm).Of(fiscalYear) is { Staff: <= 500, Sales: <= 200_000_000 };
}
