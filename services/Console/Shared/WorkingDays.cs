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
        Dictionary<DateOnly, int> left = [];
        foreach (var day in days.Distinct())
        {
            if (await Count(day < today ? day : today, day < today ? today : day, cancellation) is { } count)
                left[day] = day < today ? -count : count;
        }
        return left;
    }

    // After the first day, up to the last.
    private async Task<int?> Count(DateOnly first, DateOnly last, CancellationToken cancellation)
    {
        var count = 0;
        for (var day = first.AddDays(1); day <= last; day = day.AddDays(1))
        {
            if (await Of(day.Year, cancellation) is not { } calendar)
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
