namespace Cultivation.Demo.Population;

/// <summary>Figures of a firm that reached the district together: with a filing, a yearly report or a screening of the database.</summary>
/// <param name="KnownSince">Day of receipt.</param>
/// <param name="Source">Kind of document and year, in ASCII.</param>
internal sealed record Report(int Firm, DateOnly KnownSince, string Source, IReadOnlyList<Figure> Figures)
{
    /// <summary>The year from which filings bring their figures; before it the district has only the city's lists.</summary>
    private const int FiguresFrom = 2020;

    /// <summary>The year from which the district asks its firms for their figures every May, and screens the candidates by them.</summary>
    private const int ScreeningFrom = 2025;

    /// <summary>
    /// What the firm reported up to a day, in time order. A filing brings the fiscal years before it that are not known yet, three at most.
    /// No year is reported twice.
    /// </summary>
    public static IEnumerable<Report> Of(Firm firm, IReadOnlyList<Certificate> certificates, DateOnly until)
    {
        var accounts = new Accounts(firm);
        var known = firm.FirstFiscalYear - 1;
        foreach (var (day, source) in Occasions(firm, certificates).OrderBy(occasion => occasion.Day).TakeWhile(occasion => occasion.Day <= until))
        {
            // Who renews a year late has a year between that nobody had asked for.
            var first = Math.Max(known + 1, day.Year - (known < firm.FirstFiscalYear ? 3 : 4));
            if (first >= day.Year)
                continue;
            var years = Enumerable.Range(first, day.Year - first);
            yield return new(firm.Number, day, source, [
                .. years.SelectMany(year => Figure.Of(firm, year, accounts.Of(year), source)),
                .. source == "screening" ? Figure.AtEnd(firm, day.Year - 1) : []]);
            known = day.Year - 1;
        }
    }

    private static IEnumerable<(DateOnly Day, string Source)> Occasions(Firm firm, IReadOnlyList<Certificate> certificates)
    {
        if (firm.FirstYear is not { } first)
        {
            yield return (new(firm.EstablishedOn.Year + 2, 5, 20), "screening");
            yield return (new(firm.EstablishedOn.Year + 4, 5, 20), "screening");
            yield break;
        }
        for (var year = Math.Max(ScreeningFrom, first - 2); year < first; year++)
            yield return (new(year, 5, 20), "screening");
        foreach (var year in certificates.Select(certificate => certificate.Year).Where(year => year >= FiguresFrom))
            yield return (new DateOnly(year, 6, 1).AddDays(new Draw("filing", firm.Number, year).Below(70)), "filing");
        foreach (var year in certificates.Select(certificate => certificate.Year + 2).Where(year => year >= ScreeningFrom))
            yield return (new(year, 5, 28), "yearly-report");
    }
}

/// <summary>One figure, as programmes name metric, definition and unit.</summary>
internal sealed record Figure(int FiscalYear, string Metric, string DefinitionId, decimal Value, string Unit, string SourceKind)
{
    /// <summary>The fiscal year from which larger firms also report what the call for little giants asks for.</summary>
    private const int GiantsFrom = 2023;

    public static IEnumerable<Figure> Of(Firm firm, int year, Accounts.Year accounts, string source)
    {
        var audited = source == "filing" ? "specialAudit" : "selfReported";
        var books = source == "filing" ? "audited" : "selfReported";
        yield return new(year, "sales", "salesRevenue.hnte195", accounts.Sales, "CNY", books);
        yield return new(year, "totalRevenue", "totalRevenue.hnte195", accounts.Sales, "CNY", books);
        yield return new(year, "rdExpense", "rdExpense.hnte195", accounts.Rd, "CNY", audited);
        yield return new(year, "domesticRdExpense", "domesticRd", accounts.DomesticRd, "CNY", audited);
        yield return new(year, "htRevenue", "htRevenue.hnte195", accounts.HighTech, "CNY", audited);
        yield return new(year, "staff", "staff.hnte195", accounts.Staff, "person", "selfReported");
        if (accounts.Tech is { } tech)
            yield return new(year, "techStaff", "techStaff.hnte195", tech, "person", "selfReported");
        if (!firm.Steady || year < GiantsFrom)
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
