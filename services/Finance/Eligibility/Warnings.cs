namespace Cultivation.Finance.Eligibility;

/// <summary>When a bank is warned of an end that is known beforehand.</summary>
internal static class Warnings
{
    /// <summary>Days before the first day on which a firm is eligible no more.</summary>
    public static IReadOnlyList<int> Days { get; } = [30, 60, 90];

    /// <summary>The shortest warning that an end calls for on a day; null when it is further away, or none is known.</summary>
    public static int? Within(DateOnly? end, DateOnly today) =>
        end is { } day && Days.FirstOrDefault(days => day <= today.AddDays(days)) is > 0 and var days ? days : null;

    /// <summary>
    /// The next day after today on which an account has to be looked at though nothing is heard of it: something that it holds or a consent
    /// begins or ends, a figure passes out of a rule's sight, or such a day comes near.
    /// </summary>
    public static DateOnly? NextDay(FirmAccount account, Catalogue catalogue, DateOnly today)
    {
        var ends = account.Holdings.Select(h => h.Until).Append(account.Gone?.On).OfType<DateOnly>().Concat(catalogue.Products.SelectMany(p => p.Turns(account))).ToList();
        var days = ends.Concat(ends.SelectMany(end => Days.Select(before => end.AddDays(-before))))
            .Concat(account.Holdings.Select(h => h.From))
            .Concat(account.Consents.Where(c => c.EndedOn is null).SelectMany(c => new[] { c.From, c.To.AddDays(1) }))
            .Where(day => day > today).ToList();
        return days.Count == 0 ? null : days.Min();
    }
}
