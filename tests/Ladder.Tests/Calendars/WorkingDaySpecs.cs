using Cultivation.Ladder.Calendars;
using static Cultivation.Ladder.Tests.Given;

namespace Cultivation.Ladder.Tests.Calendars;

public sealed class WorkingDaySpecs
{
    // The rest days and make-up days of autumn 2026, from the State Council's notice.
    internal static readonly WorkingDayCalendarPublished Of2026 = new(
        2026,
        [.. Days("2026-01-01", 3), .. Days("2026-09-25", 3), .. Days("2026-10-01", 7)],
        [Day("2026-01-04"), Day("2026-09-20"), Day("2026-10-10")], "国办发明电〔2025〕1号");

    private static readonly Dictionary<int, WorkingCalendar> Calendars = new()
    {
        [2026] = new("calendar:2026", 2026, Of2026.RestDays, Of2026.MakeupWorkdays, Of2026.DocumentRef, 1),
    };

    [Fact]
    public void ten_working_days_from_18_september_2026_end_on_9_october() =>
        Assert.Equal(Day("2026-10-09"), WorkingTime.Due(Day("2026-09-18"), 10, Calendars));

    [Fact]
    public void a_made_up_weekend_day_counts() => Assert.Equal(Day("2026-09-20"), WorkingTime.Due(Day("2026-09-19"), 1, Calendars));

    [Fact]
    public void a_year_without_a_calendar_has_no_due_day_and_is_never_monday_to_friday() =>
        Assert.Null(WorkingTime.Due(Day("2026-12-28"), 5, Calendars));

    [Fact]
    public void the_same_calendar_again_is_no_event() => Assert.Empty(PublishCalendar.Decide(Asked(Of2026), Calendars[2026]));

    [Fact]
    public void one_notice_says_one_thing() => Refused("calendar.published", Of2026 with { RestDays = [] }, Calendars[2026]);

    /// <summary>Subtlety 16: a correction is another notice; the one before stays as it was.</summary>
    [Fact]
    public void a_later_notice_corrects_the_calendar()
    {
        var corrected = Of2026 with { RestDays = [.. Of2026.RestDays.Append(Day("2026-09-28")).Order()], DocumentRef = "国办发明电〔2026〕5号" };
        Assert.Equal(corrected.DocumentRef, Assert.IsType<WorkingDayCalendarPublished>(Assert.Single(PublishCalendar.Decide(Asked(corrected), Calendars[2026]))).DocumentRef);
        var after = Calendars[2026] with { RestDays = corrected.RestDays, DocumentRef = corrected.DocumentRef, Earlier = [new(Of2026.RestDays, Of2026.MakeupWorkdays, Of2026.DocumentRef)] };
        Assert.Empty(PublishCalendar.Decide(Asked(corrected), after));
        Assert.Empty(PublishCalendar.Decide(Asked(Of2026), after));
        Refused("calendar.published", Of2026 with { RestDays = [] }, after);
    }

    [Fact]
    public void a_day_of_another_year_is_refused() => Refused("calendar.other-year", Of2026 with { RestDays = [Day("2027-01-01")] });

    [Fact]
    public void a_day_is_listed_once() => Refused("calendar.day-twice", Of2026 with { RestDays = [Day("2026-10-10")] });

    [Fact]
    public void only_weekend_days_are_made_up() => Refused("calendar.makeup-on-weekday", Of2026 with { MakeupWorkdays = [Day("2026-10-12")] });

    private static void Refused(string code, WorkingDayCalendarPublished days, WorkingCalendar? published = null) =>
        Assert.Equal(code, Assert.Throws<RuleBroken>(() => PublishCalendar.Decide(Asked(days), published)).Code);

    private static PublishCalendar Asked(WorkingDayCalendarPublished c) => new(c.Year, c.RestDays, c.MakeupWorkdays, c.DocumentRef);

    private static IEnumerable<DateOnly> Days(string first, int count) => Enumerable.Range(0, count).Select(Day(first).AddDays);
}
