namespace Cultivation.Demo.Population;

/// <summary>
/// The city's little-giant awards, once a year in December for two years. A firm can have two: cultivation first, giant later
/// (counted as two awards, 家次). Awarded firms hold a certificate and always renew it in time.
/// </summary>
internal static class Awards
{
    public const string Cultivation = "jd.littleGiant.cityCultivation";
    public const string Giant = "jd.littleGiant.city";

    public static DateOnly AwardDay(int year) => new(year, 12, 15);
    public static DateOnly AnnouncementDay(int year) => new(year, 12, 24);

    /// <summary>The lists up to a year, inclusive.</summary>
    public static IEnumerable<RecognitionList> Until(int until, IReadOnlyList<(Firm Firm, Holder Holder)> all)
    {
        var steady = all.Where(one => one.Firm.Steady).ToList();
        var (cultivated, giants) = (new Dictionary<int, int>(), new HashSet<int>());
        for (var year = Published.FirstYear; year <= until; year++)
        {
            var (day, count) = (AwardDay(year), Published.Awards(year) - Published.Awards(year - 1));
            var eligible = steady
                .Where(one => !giants.Contains(one.Firm.Number) && one.Holder.Certificates.Any(held => held.IssuedOn <= day && day <= held.ValidTo))
                .OrderBy(one => new Draw("award", one.Firm.Number, year).Below(int.MaxValue))
                .Select(one => (one.Firm, Income: new Accounts(one.Firm).Of(year - 1).MainRevenue))
                .ToList();
            // Main income of 100 million to a billion makes a giant, 30 to 100 million a cultivation firm (2022 call, secondary).
            var grown = eligible.Where(one => one.Income >= 100_000_000 && IsNew(one.Firm, year - 2)).Take(count * 2 / 5).ToList();
            var young = eligible.Where(one => !cultivated.ContainsKey(one.Firm.Number)).Except(grown)
                .OrderByDescending(one => one.Income is >= 30_000_000 and <= 100_000_000).Take(count - grown.Count).ToList();
            grown.ForEach(one => giants.Add(one.Firm.Number));
            young.ForEach(one => cultivated.Add(one.Firm.Number, year));
            yield return new($"SH-XJR-{year}", "上海市科学技术委员会", AnnouncementDay(year),
                [.. grown.Select(one => Row(one.Firm, Giant)), .. young.Select(one => Row(one.Firm, Cultivation))]);

            RecognitionRow Row(Firm firm, string kind) =>
                new(firm.CreditCode, firm.NameOn(AnnouncementDay(year)), kind, null, day, day.AddYears(2).AddDays(-1));
        }

        // Not awarded yet, or cultivated long enough ago.
        bool IsNew(Firm firm, int latest) => !cultivated.TryGetValue(firm.Number, out var since) || since <= latest;
    }
}
