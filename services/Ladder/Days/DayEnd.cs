using Marten;
using Npgsql;

namespace Cultivation.Ladder.Days;

/// <summary>
/// Closes in every district, one after the other, the days up to yesterday that follow the last one closed; where none is, yesterday. What days on which nothing ran
/// have brought is recorded with yesterday, each of it on its own day.
/// </summary>
internal sealed class DayEnd(DueOfDay due, ClosingPosition position, IDocumentStore store, NpgsqlDataSource database, TimeProvider time, ILogger<DayEnd> log) : DailyJob(time, log)
{
    private const string LastClosed = $"""
        select f.tenant_id, (select max(right(d.id, 10)) from {Database.Events}.mt_doc_closedday d where d.tenant_id = f.tenant_id) as last
        from (select distinct tenant_id from {Database.Lists}.firm_list) f order by 1
        """;

    protected override async Task Run(DateOnly today, CancellationToken cancellation)
    {
        foreach (var (tenant, last) in await Districts(cancellation))
        {
            foreach (var day in Open(last, today))
                await Close(tenant, day, () => day == today.AddDays(-1) ? due.Run(tenant, day, "service:ladder", null, cancellation) : Late(day, cancellation), cancellation);
        }
    }

    /// <summary>The days to close, in their order.</summary>
    internal static IEnumerable<DateOnly> Open(DateOnly? last, DateOnly today)
    {
        for (var day = last?.AddDays(1) ?? today.AddDays(-1); day < today; day = day.AddDays(1))
            yield return day;
    }

    private async Task<DayClosed> Late(DateOnly day, CancellationToken cancellation) => new(day, 0, Position: await position.Of(day, cancellation));

    private async Task Close(string tenant, DateOnly day, Func<Task<DayClosed>> closed, CancellationToken cancellation)
    {
        await using var session = store.OnBehalf(tenant, "service:ladder");
        var stream = await session.Events.FetchForWriting<ClosedDay>(ClosedDay.Key(day), cancellation);
        if (stream.Aggregate is not null)
            return;
        stream.AppendOne(await closed());
        await session.SaveChangesAsync(cancellation);
    }

    private Task<List<(string Tenant, DateOnly? Last)>> Districts(CancellationToken cancellation) =>
        database.Rows(LastClosed, row => (row.GetString(0), row.IsDBNull(1) ? null : Paging.Day(row.GetString(1))), cancellation);
}
