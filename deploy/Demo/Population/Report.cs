namespace Cultivation.Demo.Population;

/// <summary>Figures of a firm that reached the district together: with a filing, a yearly report or a screening of the database.</summary>
/// <param name="KnownSince">Day of receipt.</param>
/// <param name="Source">Kind of document and year, in ASCII.</param>
internal sealed record Report(int Firm, DateOnly KnownSince, string Source, IReadOnlyList<Figure> Figures)
{
    /// <summary>The year from which the district screens its candidates every May.</summary>
    private const int ScreeningFrom = 2025;

    /// <summary>The year from which it asks all of its firms for their figures every May.</summary>
    private const int YearlyFrom = 2026;

    /// <summary>
    /// What the firm reported up to a day, in time order: each fiscal year since 2015 once, with the first report after its end.
    /// </summary>
    public static IEnumerable<Report> Of(Firm firm, IReadOnlyList<Certificate> certificates, DateOnly until)
    {
        var accounts = new Accounts(firm);
        var known = Math.Max(firm.FirstFiscalYear, Published.FirstYear) - 1;
        foreach (var (day, source) in Occasions(firm, certificates, until.Year).OrderBy(occasion => occasion.Day).TakeWhile(occasion => occasion.Day <= until))
        {
            var last = day.Year - 1;
            List<Figure> figures =
            [
                .. Enumerable.Range(known + 1, Math.Max(0, last - known)).SelectMany(year => Figure.Of(firm, year, accounts.Of(year), source, judged: source == "filing" && year == last)),
                .. source == "screening" && last >= firm.FirstFiscalYear ? Figure.AtEnd(firm, last) : [],
            ];
            known = Math.Max(known, last);
            if (figures.Count > 0)
                yield return new(firm.Number, day, source, figures);
        }
    }

    private static IEnumerable<(DateOnly Day, string Source)> Occasions(Firm firm, IReadOnlyList<Certificate> certificates, int until)
    {
        int[] screened = firm.FirstYear is { } first ? [first - 2, first - 1] : [firm.EstablishedOn.Year + 2, firm.EstablishedOn.Year + 4];
        foreach (var year in screened.Where(year => year >= ScreeningFrom || firm.FirstYear is null))
            yield return (new(year, 5, 20), "screening");
        var filings = certificates.Select(certificate => certificate.Year).ToHashSet();
        foreach (var year in filings)
            yield return (new DateOnly(year, 6, 1).AddDays(new Draw("filing", firm.Number, year).Below(70)), "filing");
        // When the firm is new on the register, every third year, and every May since the district asks each year.
        var start = firm.KnownSince.AddDays(30);
        var newYear = start <= new DateOnly(start.Year, 5, 28) ? start.Year : start.Year + 1;
        for (var year = newYear; year <= until; year++)
        {
            if (!filings.Contains(year) && (year == newYear || year % 3 == 2 || year >= YearlyFrom))
                yield return (new(year, 5, 28), "yearly-report");
        }
    }
}

/// <summary>One figure, as programmes name metric, definition and unit.</summary>
internal sealed record Figure(int FiscalYear, string Metric, string DefinitionId, decimal Value, string Unit, string SourceKind)
{
    /// <summary>The fiscal year from which the full set is reported, by larger firms also what the call for little giants asks for; before it the three main figures.</summary>
    private const int FullFrom = 2023;

    /// <param name="judged">The last year before a filing, by which shares of income and staff are judged.</param>
    public static IEnumerable<Figure> Of(Firm firm, int year, Accounts.Year accounts, string source, bool judged)
    {
        var audited = source == "filing" ? "specialAudit" : "selfReported";
        var books = source == "filing" ? "audited" : "selfReported";
        yield return new(year, "sales", "salesRevenue.hnte195", accounts.Sales, "CNY", books);
        yield return new(year, "rdExpense", "rdExpense.hnte195", accounts.Rd, "CNY", audited);
        yield return new(year, "domesticRdExpense", "domesticRd", accounts.DomesticRd, "CNY", audited);
        if (year < FullFrom && !judged)
            yield break;
        yield return new(year, "staff", "staff.hnte195", accounts.Staff, "person", "selfReported");
        yield return new(year, "totalRevenue", "totalRevenue.hnte195", accounts.Sales, "CNY", books);
        yield return new(year, "htRevenue", "htRevenue.hnte195", accounts.HighTech, "CNY", audited);
        if (accounts.Tech is { } tech)
            yield return new(year, "techStaff", "techStaff.hnte195", tech, "person", "selfReported");
        if (!firm.Steady || year < FullFrom)
            yield break;
        yield return new(year, "mainRevenue", "mainRevenue", accounts.MainRevenue, "CNY", books);
        yield return new(year, "rdStaff", "rdStaff.littleGiant", accounts.Research, "person", "selfReported");
        yield return new(year, "staff", "staff.yearEnd", accounts.Staff, "person", "selfReported");
    }

    /// <summary>What is told once per screening, as of its last year.</summary>
    public static IEnumerable<Figure> AtEnd(Firm firm, int year)
    {
        yield return new(year, "ipClassOne", "ip.classOne", 1 + new Draw("ip", firm.Number).Below(6), "count", "platform");
        yield return new(year, "listed", "listing.status", 0, "yesNo", "platform");
    }
}
