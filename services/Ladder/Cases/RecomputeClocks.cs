using Cultivation.Ladder.Calendars;
using Marten;

namespace Cultivation.Ladder.Cases;

/// <summary>Reckons the due days of open cases again: when a calendar is published or corrected, and at the end of each day. What is right stays.</summary>
internal sealed class RecomputeClocks(IDocumentStore store, TimeProvider time)
{
    private const int AtOnce = 100;

    private const string Open = $"""
        select id from {Database.Events}.mt_doc_case
        where tenant_id = ? and id > ? and (data ->> 'state' in ('submitted', 'accepted') or data -> 'commitment' is not null) order by id limit ?
        """;

    internal static object[] Decide(Case @case, DateTimeOffset now, string by, IReadOnlyDictionary<int, WorkingCalendar> calendars)
    {
        List<object> moved = [];
        if (@case is { State: CaseState.Submitted, Check: { Told: false } check })
            Moved(CaseDeadline.CompletenessCheck, check.DueOn, check.Term, check.From);
        if (@case.State is CaseState.Submitted or CaseState.Accepted && @case.Supplement is { Open: true } owed)
            Moved(CaseDeadline.Supplement, owed.DueOn, owed.Term, owed.AskedOn);
        if (@case is { Commitment: { Outcome: null } promised })
            Moved(CaseDeadline.CommitmentCheck, promised.VerifyByOn, promised.Term, promised.SignedOn);
        if (@case is { State: CaseState.Accepted, Clock: { Running: true } clock })
        {
            var change = clock.Change(@case.Number, ClockChange.Recomputed, ClockReason.CalendarChanged, now, by, calendars);
            if (change.NewDueOn != clock.DueOn)
                moved.Add(change);
        }
        return [.. moved];

        void Moved(CaseDeadline deadline, DateOnly? dueOn, SlaPlan term, DateOnly from)
        {
            if (Promises.Due(term, from, calendars) is var due && due != dueOn)
                moved.Add(new DeadlineMoved(@case.Number, deadline, due, ClockReason.CalendarChanged, now, by));
        }
    }

    /// <summary>All open cases of a district.</summary>
    public async Task Run(string tenant, string by, CancellationToken cancellation)
    {
        await using var nation = store.QuerySession("000000");
        var calendars = await WorkingDays.Published(nation, time.Today().AddYears(-3), time.Today(), cancellation);
        for (string? after = ""; after is not null;)
            after = await Contended.RunAsync(() => Page(tenant, after, by, calendars, cancellation));
    }

    /// <returns>The last of the page; null when there are no more.</returns>
    private async Task<string?> Page(string tenant, string after, string by, IReadOnlyDictionary<int, WorkingCalendar> calendars, CancellationToken cancellation)
    {
        await using var session = store.OnBehalf(tenant, by);
        var keys = await session.QueryAsync<string>(Open, cancellation, tenant, after, AtOnce);
        foreach (var @case in await session.LoadManyAsync<Case>(cancellation, [.. keys]))
        {
            if (Decide(@case, time.GetUtcNow(), by, calendars).Length == 0)
                continue;
            var stream = await session.Events.FetchForWriting<Case>(@case.Id, cancellation);
            stream.AppendMany(Decide(stream.Aggregate!, time.GetUtcNow(), by, calendars));
        }
        await session.SaveChangesAsync(cancellation);
        return keys.Count < AtOnce ? null : keys[^1];
    }

    /// <summary>All districts that have cases.</summary>
    public async Task RunAll(string by, CancellationToken cancellation)
    {
        await using var session = store.QuerySession("000000");
        foreach (var tenant in await session.QueryAsync<string>($"select distinct tenant_id from {Database.Events}.mt_doc_case order by 1", cancellation))
            await Run(tenant, by, cancellation);
    }
}
