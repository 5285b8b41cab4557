namespace Cultivation.Demo.Population;

/// <summary>A firm that is, was or will be recognised: its place in the order of first certificates, and its certificates in time order.</summary>
internal sealed class Holder(int number)
{
    public int Number { get; } = number;
    public List<Certificate> Certificates { get; } = [];
    public int FirstYear => Certificates[0].Year;

    /// <summary>Renews always in time; the little giants are of these.</summary>
    public bool Steady { get; } = new Draw("steady", number).Chance(38);
}

/// <summary>
/// Who holds a certificate when: year by year the certificates that end are renewed at once, after some weeks, a year later or not at all,
/// and as many firms come new as the year's stock needs. A year rests only on the years before it.
/// </summary>
internal static class Holders
{
    /// <param name="until">Last year, inclusive.</param>
    public static IReadOnlyList<Holder> Until(int until)
    {
        var all = new List<Holder>();
        var returning = new List<(Holder Firm, int Batch)>();
        for (var year = Published.FirstYear; year <= until; year++)
        {
            var granted = returning.ToList();
            returning = [];
            foreach (var firm in all.Where(firm => firm.Certificates[^1].Year == year - 3))
            {
                var batch = firm.Certificates[^1].Batch;
                switch (RenewalOf(firm, year, batch))
                {
                    case Renewal.InTime: granted.Add((firm, batch)); break;
                    case Renewal.WeeksLate: granted.Add((firm, batch + 1)); break;
                    case Renewal.NextYear: returning.Add((firm, batch)); break;
                }
            }
            var carried = all.Count(firm => firm.Certificates[^1].Year is var issued && issued > year - 3);
            var fresh = Published.Certificates(year) - carried - granted.Count;
            for (var i = 0; i < fresh; i++)
            {
                var firm = new Holder(all.Count);
                all.Add(firm);
                granted.Add((firm, BatchOf(firm.Number)));
            }
            foreach (var (i, (firm, batch)) in granted.OrderBy(grant => grant.Batch).Index())
                firm.Certificates.Add(new(year, batch, 1_200 + i));
        }
        return all;
    }

    private enum Renewal { InTime, WeeksLate, NextYear, Never }

    private static Renewal RenewalOf(Holder firm, int year, int batch)
    {
        if (Revocation.Of(firm.Certificates[^1], firm) is not null)
            return Renewal.Never;
        return firm.Steady ? Renewal.InTime : new Draw("renewal", firm.Number, year).Below(100) switch
        {
            < 66 => Renewal.InTime,
            < 76 => batch < 3 ? Renewal.WeeksLate : Renewal.InTime,
            < 84 => Renewal.NextYear,
            _ => Renewal.Never,
        };
    }

    private static int BatchOf(int number) => new Draw("batch", number).Below(100) switch { < 48 => 1, < 94 => 2, _ => 3 };
}
