using Cultivation.Finance.Calendars;
using Cultivation.Hosting;
using Marten;

namespace Cultivation.Finance.Subsidies;

/// <summary>
/// Silence past the deadline gives a subsidy up (DOMAIN 4, no. 19). Without a proof of receipt, and without the calendar of each year that the
/// days reach into, there is no deadline, and silence gives up nothing.
/// </summary>
internal sealed class GiveUpDue(IDocumentStore store, TimeProvider time)
{
    private const int AtOnce = 100;
    private const string Waiting = "select id from events.mt_doc_subsidy where tenant_id = ? and data ->> 'state' = 'received' and id > ? order by id limit ?";

    /// <param name="over">A day that is over.</param>
    internal static object[] Decide(Subsidy subsidy, IReadOnlyDictionary<int, WorkingCalendar> calendars, DateOnly over, DateOnly today) =>
        subsidy.State == SubsidyState.Received && subsidy.Deadline(calendars) is { } deadline && deadline <= over
            ? [new SubsidyGivenUp(subsidy.SubsidyId, deadline, today)]
            : [];

    /// <returns>How many were given up by the end of a day. What has been done is not due again, so a run that was cut off is run once more.</returns>
    public async Task<int> Run(string tenant, DateOnly day, string by, CancellationToken cancellation)
    {
        IReadOnlyDictionary<int, WorkingCalendar> calendars;
        await using (var nation = store.QuerySession(WorkingDays.Nation))
            calendars = await WorkingDays.Published(nation, cancellation);
        var (ended, after) = (0, "");
        while (true)
        {
            var (count, last) = await Contended.RunAsync(() => Some(tenant, day, by, calendars, after, cancellation));
            ended += count;
            if (last is null)
                return ended;
            after = last;
        }
    }

    private async Task<(int Count, string? Last)> Some(
        string tenant, DateOnly day, string by, IReadOnlyDictionary<int, WorkingCalendar> calendars, string after, CancellationToken cancellation)
    {
        await using var session = store.OnBehalf(tenant, by);
        var ids = await session.QueryAsync<string>(Waiting, cancellation, tenant, after, AtOnce);
        var ended = 0;
        foreach (var subsidy in await session.LoadManyAsync<Subsidy>(cancellation, [.. ids]))
        {
            if (Decide(subsidy, calendars, day, time.Today()) is not { Length: > 0 } happened)
                continue;
            session.Events.Append(subsidy.Id, subsidy.Version + happened.Length, happened);
            ended += happened.Length;
        }
        await session.SaveChangesAsync(cancellation);
        return (ended, ids.Count == AtOnce ? ids[^1] : null);
    }
}
