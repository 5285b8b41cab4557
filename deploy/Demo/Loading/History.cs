using Cultivation.Demo.Population;

namespace Cultivation.Demo.Loading;

/// <summary>
/// What happened to the firms, in the order in which the district learned of it: new names, lists of the city, revocations, and the ends of
/// the years, on which what has run out expires.
/// </summary>
internal static class History
{
    /// <summary>One year.</summary>
    /// <returns>How many titles were granted, taken back or ran out, and how many firms were renamed.</returns>
    public static async Task<int> Replay(Work work, int year)
    {
        var done = await Work.ForAll(
            [.. work.District.Firms.Where(firm => firm.RenamedOn <= work.District.Today && firm.RenamedOn.Value.Year == year)],
            firm => Rename(work, firm));
        foreach (var (day, what) in Happened(work.District, year).OrderBy(one => one.Day))
        {
            done += what switch
            {
                RecognitionList list => await Import(work, list),
                Revoked revoked => await Revoke(work, revoked),
                _ => await Close(work, day),
            };
        }
        return done;
    }

    private static IEnumerable<(DateOnly Day, object? What)> Happened(District district, int year)
    {
        foreach (var list in district.Lists.Where(list => list.AnnouncedOn.Year == year))
            yield return (list.AnnouncedOn, list);
        foreach (var revoked in district.Revocations.Where(revoked => revoked.What.DecidedOn.Year == year))
            yield return (revoked.What.DecidedOn, revoked);
        // A day is closed when it is over.
        yield return (year < district.Today.Year ? new(year, 12, 31) : district.Today.AddDays(-1), null);
    }

    /// <summary>Reads the list, applies it, and waits until every row is done.</summary>
    private static async Task<int> Import(Work work, RecognitionList list)
    {
        var known = new Known(list.AnnouncedOn, list.Reference);
        var read = await work.Gateway.Post(
            $"api/ladder/v1/imports/recognitions?listRef={list.Reference}&authority={Uri.EscapeDataString(list.Authority)}", list.Csv(),
            $"demo-list-{list.Reference}-{list.Rows.Count}", known);
        var id = read.Text("id");
        await work.Gateway.Post($"api/ladder/v1/imports/{id}/application", new { skipFaulty = false }, $"demo-apply-{id}", known);
        var done = await work.Gateway.Until($"api/ladder/v1/imports/{id}", answer => answer.Text("state") == "applied", Work.Bound);
        return done.Body.GetProperty("refused").GetInt32() is > 0 and var refused
            ? throw new NotAsExpected($"{list.Reference}: {refused} rows refused: {done.Body}")
            : list.Rows.Count;
    }

    private static async Task Rename(Work work, Firm firm)
    {
        var page = await work.Firm(firm);
        await work.Gateway.Post(
            $"api/ladder/v1/firms/{work.Id(firm)}/renames",
            new { newName = firm.LaterName, changedOn = firm.RenamedOn, source = "demo market register" },
            $"demo-rename-{firm.Number}", new Known(firm.RenamedOn!.Value, "demo market register"), page.ETag);
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
