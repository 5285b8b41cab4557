using Marten;
using Npgsql;

namespace Cultivation.Ladder.Days;

/// <summary>Closes yesterday in every district, where it is not closed yet.</summary>
internal sealed class DayEnd(DueOfDay due, IDocumentStore store, NpgsqlDataSource database, TimeProvider time, ILogger<DayEnd> log) : DailyJob(time, log)
{
    protected override async Task Run(DateOnly today, CancellationToken cancellation)
    {
        foreach (var tenant in await Districts(cancellation))
            await Close(tenant, today.AddDays(-1), cancellation);
    }

    private async Task Close(string tenant, DateOnly day, CancellationToken cancellation)
    {
        await using var session = store.OnBehalf(tenant, "service:ladder");
        var stream = await session.Events.FetchForWriting<ClosedDay>(ClosedDay.Key(day), cancellation);
        if (stream.Aggregate is not null)
            return;
        stream.AppendOne(await due.Run(tenant, day, "service:ladder", null, cancellation));
        await session.SaveChangesAsync(cancellation);
    }

    private Task<List<string>> Districts(CancellationToken cancellation) =>
        database.Rows($"select distinct tenant_id from {Database.Lists}.firm_list order by 1", row => row.GetString(0), cancellation);
}
