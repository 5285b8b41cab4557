using JasperFx.Events;

namespace Cultivation.Ladder.Calendars;

/// <summary>The published calendar of one year, as its last notice says.</summary>
public sealed record WorkingCalendar(string Id, int Year, DateOnly[] RestDays, DateOnly[] MakeupWorkdays, string DocumentRef, long Version) : IYearOfWork
{
    /// <summary>Notices that a later one corrected, the first one first.</summary>
    public CalendarNotice[] Earlier { get; init; } = [];

    public WorkingCalendar() : this("", 0, [], [], "", 0) { }

    internal static string Key(int year) => $"calendar:{year}";

    public WorkingCalendar Evolve(IEvent happened) => happened.Data switch
    {
        WorkingDayCalendarPublished e => this with
        {
            Id = happened.StreamKey!, Year = e.Year, RestDays = e.RestDays, MakeupWorkdays = e.MakeupWorkdays, DocumentRef = e.DocumentRef,
            Earlier = Year == 0 ? [] : [.. Earlier, new(RestDays, MakeupWorkdays, DocumentRef)],
        },
        _ => this,
    };
}

/// <summary>A notice as it was.</summary>
public sealed record CalendarNotice(DateOnly[] RestDays, DateOnly[] MakeupWorkdays, string DocumentRef);
