using Cultivation.Demo.Population;

namespace Cultivation.Demo.Loading;

/// <summary>
/// What happened to the firms, in the order in which the district learned of it: firms new on the register, their figures, new names, lists of
/// the city, revocations, and the ends of the years, on which what has run out expires.
/// </summary>
internal static class History
{
    /// <summary>Puts firms on the register that became known in the year, or before the first one.</summary>
    public static Task<int> Register(Work work, IReadOnlyList<Firm> firms, int year)
    {
        var fresh = firms.Where(firm => Math.Max(firm.KnownSince.Year, Published.FirstYear) == year).ToList();
        return Lists.Register(work, $"demo-firms-{year}", fresh);
    }

    /// <summary>One year.</summary>
    /// <returns>How many figures, names, titles, revocations and expiries it brought.</returns>
    public static async Task<int> Replay(Work work, int year)
    {
        var (done, sent) = (0, 0);
        List<Report> waiting = [];
        foreach (var (day, what) in Happened(work.District, year).OrderBy(one => one.Day))
        {
            if (what is Report report)
            {
                waiting.Add(report);
                continue;
            }
            // Figures go in one list until something else happens to one of their firms.
            if (FirmOf(what) is not { } firm || waiting.Exists(one => one.Firm == firm.Number))
                done += await Send();
            done += what switch
            {
                RecognitionList list => await Lists.Recognise(work, list),
                Revoked revoked => await Revoke(work, revoked),
                Firm renamed => await Rename(work, renamed),
                _ => await Close(work, day),
            };
        }
        return done + await Send();

        async Task<int> Send()
        {
            if (waiting.Count == 0)
                return 0;
            var figures = await Lists.Report(work, $"demo-figures-{year}-{++sent}", waiting);
            waiting.Clear();
            return figures;
        }
    }

    private static IEnumerable<(DateOnly Day, object? What)> Happened(District district, int year)
    {
        foreach (var report in district.Reports.Where(report => report.KnownSince.Year == year))
            yield return (report.KnownSince, report);
        foreach (var firm in district.Firms.Where(firm => firm.RenamedOn <= district.Today && firm.RenamedOn.Value.Year == year))
            yield return (firm.RenamedOn!.Value, firm);
        foreach (var list in district.Lists.Where(list => list.AnnouncedOn.Year == year))
            yield return (list.AnnouncedOn, list);
        foreach (var revoked in district.Revocations.Where(revoked => revoked.What.DecidedOn.Year == year))
            yield return (revoked.What.DecidedOn, revoked);
        // A day is closed when it is over.
        yield return (year < district.Today.Year ? new(year, 12, 31) : district.Today.AddDays(-1), null);
    }

    /// <summary>The one firm that it happens to; null where it happens to many.</summary>
    private static Firm? FirmOf(object? what) => what switch { Revoked revoked => revoked.Firm, Firm firm => firm, _ => null };

    private static async Task<int> Rename(Work work, Firm firm)
    {
        var page = await work.Firm(firm);
        await work.Gateway.Post(
            $"api/ladder/v1/firms/{work.Id(firm)}/renames",
            new { newName = firm.LaterName, changedOn = firm.RenamedOn, source = "demo market register" },
            $"demo-rename-{firm.Number}", new Known(firm.RenamedOn!.Value, "demo market register"), page.ETag);
        return 1;
    }

    private static async Task<int> Revoke(Work work, Revoked revoked)
    {
        var (firm, what) = revoked;
        var page = await work.Firm(firm);
        var (number, reason) = (what.Certificate.Number, $"demo-notice-{what.Certificate.Number}");
        var recognition = page.Body.GetProperty("recognitions").EnumerateArray().Single(one => one.GetProperty("certificateNo").GetString() == number);
        await work.Gateway.Post(
            $"api/ladder/v1/firms/{work.Id(firm)}/recognitions/{recognition.GetProperty("id").GetString()}/revocations",
            new { what.DecidedOn, what.EffectiveFrom, what.Cause, recoveryFromTaxYear = what.EffectiveFrom.Year, noticeRef = reason },
            $"demo-revoke-{number}", new Known(what.DecidedOn, "demo notice"), page.ETag);
        return 1;
    }

    private static async Task<int> Close(Work work, DateOnly day)
    {
        var answer = await work.Gateway.Post(
            $"api/ladder/v1/days/{day:yyyy-MM-dd}/closing", new { }, $"demo-close-{day:yyyyMMdd}", new Known(day, "demo"));
        return answer.Body.GetProperty("expired").GetInt32();
    }
}
