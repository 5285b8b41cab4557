using Cultivation.Contracts.Ladder.V1;
using Cultivation.Hosting;
using JasperFx.Events;
using Marten;

namespace Cultivation.Finance.Calendars;

/// <summary>The working days of a year as the ladder published them. Stored for ever in the stream <c>calendar:{year}</c> of the reference tenant 000000.</summary>
/// <param name="Ref">The ladder's change, <c>ladder:{epoch}-{position}</c>.</param>
public sealed record CalendarLearnt(int Year, DateOnly[] RestDays, DateOnly[] MakeupWorkdays, string DocumentRef, string Ref);

/// <summary>The calendar of a year, as its last notice says.</summary>
public sealed record WorkingCalendar(string Id, int Year, DateOnly[] RestDays, DateOnly[] MakeupWorkdays, string DocumentRef, long Version) : IYearOfWork
{
    /// <summary>Before the first notice.</summary>
    public WorkingCalendar() : this("", 0, [], [], "", 0) { }

    internal static string Key(int year) => $"calendar:{year}";

    /// <summary>The state after one more event.</summary>
    public WorkingCalendar Evolve(IEvent happened) => happened.Data is CalendarLearnt c
        ? this with { Id = happened.StreamKey!, Year = c.Year, RestDays = c.RestDays, MakeupWorkdays = c.MakeupWorkdays, DocumentRef = c.DocumentRef }
        : this;
}

/// <summary>Reads the published calendars.</summary>
internal static class WorkingDays
{
    /// <summary>All calendars that were published.</summary>
    /// <param name="nation">A session of the reference tenant.</param>
    public static async Task<IReadOnlyDictionary<int, WorkingCalendar>> Published(IQuerySession nation, CancellationToken cancellation) =>
        (await nation.QueryAsync<WorkingCalendar>("where tenant_id = ?", cancellation, nation.TenantId)).ToDictionary(c => c.Year);

    /// <summary>The same for a command.</summary>
    public static async Task<IReadOnlyDictionary<int, WorkingCalendar>> Published(CommandContext context, CancellationToken cancellation)
    {
        await using var nation = context.Reference(Nation);
        return await Published(nation, cancellation);
    }

    /// <summary>The reference tenant of what is national.</summary>
    public const string Nation = "000000";
}

/// <summary>Copies the ladder's calendars. One service publishes them, so that no two count different days.</summary>
internal static class LearnCalendar
{
    public static void Handle(Consumed ladder) => ladder.Handle<WorkingDayCalendarPublished>(Learn).Reread("calendar", Catch);

    // A year of which nothing is known has its last notice; one that is known goes on as it is.
    private static async Task<int> Catch(Retold told, IDocumentSession session, CancellationToken cancellation)
    {
        if (told.Changes is not [.., { Data: WorkingDayCalendarPublished said } last] || await session.LoadAsync<WorkingCalendar>(told.Subject, cancellation) is not null)
            return 0;
        await Learn(new(last.Envelope, said), session, cancellation);
        return 1;
    }

    private static async Task Learn(Change<WorkingDayCalendarPublished> change, IDocumentSession session, CancellationToken cancellation)
    {
        var (said, by) = (change.Data, $"{change.Source}:{new Cursor(change.Envelope.Epoch, change.Position)}");
        var stream = await session.Events.FetchForWriting<WorkingCalendar>(WorkingCalendar.Key(said.Year), cancellation);
        stream.AppendOne(new CalendarLearnt(said.Year, said.RestDays, said.MakeupWorkdays, said.DocumentRef, by));
    }
}
