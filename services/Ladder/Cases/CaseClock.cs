using Cultivation.Ladder.Calendars;

namespace Cultivation.Ladder.Cases;

/// <summary>
/// The promised time of a case. It starts with acceptance; the day of the start does not count, the day on which it is stopped does. All days are
/// reckoned from the times in which it ran, so that a calendar that is published or corrected later moves them.
/// </summary>
/// <param name="Granted">Days promised, with extensions.</param>
/// <param name="Runs">The times in which it ran.</param>
/// <param name="DueOn">Null while it stands, and while the calendar of a year that it reaches into is not published.</param>
/// <param name="StoppedFor">Why it stands; null while it runs or the case has ended.</param>
/// <param name="Extended">It has been extended.</param>
public sealed record CaseClock(SlaPlan Promise, int Granted, ClockRun[] Runs, DateOnly? DueOn, ClockReason? StoppedFor = null, bool Extended = false)
{
    internal bool Running => Runs is [.., { To: null }];

    internal DateOnly StartedOn => Runs[0].From;

    internal static CaseClock Start(CaseAccepted e) => new(e.SlaPlan, e.SlaPlan.Value, [new(e.AcceptedOn, null)], e.DueOn);

    /// <summary>The case has ended: nothing is due.</summary>
    internal CaseClock Stop(DateOnly on) => this with { Runs = Closed(on), StoppedFor = null };

    internal CaseClock Fold(SlaClockChanged e) => e.Change switch
    {
        ClockChange.Paused => this with { Runs = Closed(Clock.Day(e.At)), StoppedFor = e.Reason, DueOn = e.NewDueOn },
        ClockChange.Resumed => this with { Runs = [.. Closed(Clock.Day(e.At)), new(Clock.Day(e.At), null)], StoppedFor = null, DueOn = e.NewDueOn },
        ClockChange.Extended => this with { Granted = Granted + (e.AddedDays ?? 0), Extended = true, DueOn = e.NewDueOn },
        _ => this with { DueOn = e.NewDueOn },
    };

    /// <summary>The event of a change, with the days reckoned as they stand after it.</summary>
    internal SlaClockChanged Change(
        string number, ClockChange change, ClockReason reason, DateTimeOffset at, string by, IReadOnlyDictionary<int, WorkingCalendar> calendars,
        int? addedDays = null, FreeText? note = null)
    {
        var bare = new SlaClockChanged(number, change, reason, at, null, null, null, by, addedDays, note);
        var (used, left, due) = Fold(bare).Reckon(Clock.Day(at), calendars);
        return bare with { DaysUsed = used, DaysLeft = left, NewDueOn = due };
    }

    /// <summary>
    /// The event of a clock that goes on after it stood for something, or after the case had ended. While papers that a notice asked for have not come it stands for them;
    /// gaps that were tolerated at acceptance never stop it.
    /// </summary>
    internal static SlaClockChanged GoOn(
        Case @case, ClockReason after, DateTimeOffset now, string by, IReadOnlyDictionary<int, WorkingCalendar> calendars, FreeText? note = null)
    {
        var owed = @case.Supplement is { Open: true } papers && papers.Items.Except(@case.GapsTolerated).Any();
        var (change, reason) = owed ? (ClockChange.Paused, ClockReason.Supplement) : (ClockChange.Resumed, after);
        return @case.Clock!.Change(@case.Number, change, reason, now, by, calendars, note: note);
    }

    /// <summary>Days used and left at the end of a day, and the due day.</summary>
    internal (int? Used, int? Left, DateOnly? Due) Reckon(DateOnly on, IReadOnlyDictionary<int, WorkingCalendar> calendars)
    {
        var (used, walked) = (0, 0);
        DateOnly? due = null;
        foreach (var run in Runs)
        {
            for (var day = run.From.AddDays(1); run.To is { } to ? day <= to : day <= on || due is null; day = day.AddDays(1))
            {
                if (Counts(day, calendars) is not { } counts)
                    return day <= on ? (null, null, due) : (used, Granted - used, due);
                if (!counts)
                    continue;
                if (++walked == Granted)
                    due = day;
                if (day <= on)
                    used = walked;
            }
        }
        return (used, Granted - used, due);
    }

    private bool? Counts(DateOnly day, IReadOnlyDictionary<int, WorkingCalendar> calendars) =>
        Promise.Unit != "workingDay" ? true : calendars.GetValueOrDefault(day.Year)?.Works(day);

    private ClockRun[] Closed(DateOnly on) => Running ? [.. Runs[..^1], Runs[^1] with { To = on }] : Runs;
}

/// <summary>A time in which the clock ran.</summary>
/// <param name="From">Does not count.</param>
/// <param name="To">Counts; null while it runs.</param>
public sealed record ClockRun(DateOnly From, DateOnly? To);
