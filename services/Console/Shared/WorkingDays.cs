using Cultivation.Hosting;
using Microsoft.Extensions.Caching.Memory;

namespace Cultivation.Console.Shared;

/// <summary>Working days by the published calendars, which are kept for ten minutes. They are the nation's: the same for every reader.</summary>
public sealed class WorkingDays(Gateway gateway, Reader reader, IMemoryCache kept)
{
    private static readonly TimeSpan Life = TimeSpan.FromMinutes(10);

    /// <summary>That a year has none is not kept for long: once it is published, it counts.</summary>
    private static readonly TimeSpan Missing = TimeSpan.FromSeconds(5);

    /// <summary>How many working days are left until the end of each day, by that day: 0 today, -3 where three are over; a day of a year without a published
    /// calendar is not among them.</summary>
    public async Task<IReadOnlyDictionary<DateOnly, int>> Left(IEnumerable<DateOnly> days, CancellationToken cancellation)
    {
        var today = reader.Today;
        DateOnly[] asked = [.. days.Distinct()];
        if (asked.Length == 0)
            return new Dictionary<DateOnly, int>();
        var (first, last) = (Math.Min(asked.Min().Year, today.Year), Math.Max(asked.Max().Year, today.Year));
        var years = await Task.WhenAll(Enumerable.Range(first, last - first + 1).Select(async year => (Year: year, Calendar: await Of(year, cancellation))));
        var calendars = years.Where(one => one.Calendar is not null).ToDictionary(one => one.Year, one => one.Calendar!);
        Dictionary<DateOnly, int> left = [];
        foreach (var day in asked)
        {
            if (Count(day < today ? day : today, day < today ? today : day, calendars) is { } count)
                left[day] = day < today ? -count : count;
        }
        return left;
    }

    // After the first day, up to the last.
    private static int? Count(DateOnly first, DateOnly last, Dictionary<int, YearOfWork> calendars)
    {
        var count = 0;
        for (var day = first.AddDays(1); day <= last; day = day.AddDays(1))
        {
            if (!calendars.TryGetValue(day.Year, out var calendar))
                return null;
            if (calendar.Works(day))
                count++;
        }
        return count;
    }

    private Task<YearOfWork?> Of(int year, CancellationToken cancellation) => kept.GetOrCreateAsync(("calendar", year), async entry =>
    {
        var found = await gateway.Find<YearOfWork>($"api/ladder/v1/calendars/{year}", cancellation);
        entry.AbsoluteExpirationRelativeToNow = found is null ? Missing : Life;
        return found;
    });

    private sealed record YearOfWork(DateOnly[] RestDays, DateOnly[] MakeupWorkdays) : IYearOfWork;
}
