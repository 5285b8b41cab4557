namespace Cultivation.Ladder.Recognitions;

/// <summary>What a title means for a tax year.</summary>
internal enum TaxYearState
{
    /// <summary>The reduced rate is due to the firm.</summary>
    Counts,

    /// <summary>Year of expiry: prepaid at the reduced rate, settled by what is held at the end of the year.</summary>
    Provisional,

    /// <summary>Year of expiry that ended without a new title: what was prepaid too little is paid.</summary>
    PayBack,

    /// <summary>A revocation takes the year back. Marked, never decided here.</summary>
    Recovery,

    /// <summary>No title speaks of it.</summary>
    NotHeld,
}

/// <summary>A tax year, which is a calendar year.</summary>
/// <param name="RecognitionId">The title that decides it; null for none.</param>
/// <param name="Expected">The year had not begun on the day asked about: it is so if nothing changes.</param>
/// <param name="RecoveryNamed">Of a year that is taken back: whether the authority's notice named its first year; else it is that of the first day not held.</param>
internal sealed record TaxYear(int Year, TaxYearState State, string? RecognitionId, bool Expected, bool? RecoveryNamed = null);

/// <summary>
/// The second of the three clocks in one title (DOMAIN 4, no. 2): certificate days, tax years, stages. A title counts by tax year from the
/// year of its issue (税务总局公告2017年第24号 article 1; recalled), so the year of its first certificate counts in full and that of its
/// expiry only with a new one.
/// </summary>
internal static class TaxYears
{
    /// <param name="titles">All of one kind, as known on the day of knowledge.</param>
    /// <param name="asOf">The day asked about: it says which years are over.</param>
    public static IEnumerable<TaxYear> Of(IReadOnlyList<Recognition> titles, DateOnly asOf)
    {
        Recognition[] given = [.. titles.Where(t => !t.Annulled)];
        if (given.Length == 0)
            yield break;
        var last = given.Max(t => t.ValidTo?.Year ?? Math.Max(asOf.Year, t.IssuedOn.Year));
        for (var year = given.Min(t => t.IssuedOn.Year); year <= last; year++)
            yield return One(given, year, asOf);
    }

    private static TaxYear One(Recognition[] titles, int year, DateOnly asOf)
    {
        var end = new DateOnly(year, 12, 31);
        var expected = asOf.Year < year;
        var spoken = titles.Where(t => t.IssuedOn.Year <= year && (t.ValidTo is null || t.ValidTo.Value.Year >= year)).OrderBy(t => t.IssuedOn).ToList();
        var standing = spoken.Where(t => !TakenBack(t, end)).ToList();
        if (standing.LastOrDefault(t => t.ValidTo is null || t.ValidTo >= end) is { } full)
            return new(year, TaxYearState.Counts, full.Id, expected);
        if (standing.LastOrDefault() is { } ending)
            return new(year, asOf <= end ? TaxYearState.Provisional : TaxYearState.PayBack, ending.Id, expected);
        return spoken.LastOrDefault() is { } revoked
            ? new(year, TaxYearState.Recovery, revoked.Id, expected, revoked.RecoveryFromTaxYear is not null)
            : new(year, TaxYearState.NotHeld, null, expected);
    }

    // From the year of the act (国科发火〔2016〕32号 article 19), which the notice names; else from the year of the first day not held.
    private static bool TakenBack(Recognition title, DateOnly end) =>
        (title.RevokedFrom is { } from && end.Year >= (title.RecoveryFromTaxYear ?? from.Year)) || title.Lost.Any(l => l.From <= end && end < l.To);
}
