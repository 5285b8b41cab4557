using Cultivation.Hosting;
using JasperFx.Events;
using Marten;
using Npgsql;

namespace Cultivation.Finance.Subsidies;

/// <summary>Closes yesterday in every district with subsidies, where it is not closed yet; once, by the stream <c>day:{date}</c>.</summary>
internal sealed class DayEnd(GiveUpDue due, IDocumentStore store, NpgsqlDataSource database, TimeProvider time, ILogger<DayEnd> log) : DailyJob(time, log)
{
    public static void Map(IEndpointRouteBuilder routes) =>
        routes.MapPost("/days/{date}/closing", Handle).IsCommand(Roles.CaseWorker, Roles.Supervisor, Roles.Service);

    protected override async Task Run(DateOnly today, CancellationToken cancellation)
    {
        foreach (var tenant in await Districts(cancellation))
            await Close(tenant, today.AddDays(-1), cancellation);
    }

    private static async Task<Reply> Handle(DateOnly date, CommandContext context, GiveUpDue due, CancellationToken cancellation)
    {
        if (date >= context.Today)
            throw new RuleBroken("day.not-over", new { day = date });
        var stream = await context.Session.Events.FetchForWriting<ClosedDay>(ClosedDay.Key(date), cancellation);
        if (stream.Aggregate is { } closed)
            return Reply.Ok(new { day = date, givenUp = closed.GivenUp });
        var givenUp = await due.Run(context.Tenant, date, context.Person.Subject, cancellation);
        stream.AppendOne(new SubsidyDayClosed(date, givenUp));
        return Reply.Ok(new { day = date, givenUp });
    }

    private async Task Close(string tenant, DateOnly day, CancellationToken cancellation)
    {
        await using var session = store.OnBehalf(tenant, FinanceModule.Subject);
        var stream = await session.Events.FetchForWriting<ClosedDay>(ClosedDay.Key(day), cancellation);
        if (stream.Aggregate is not null)
            return;
        stream.AppendOne(new SubsidyDayClosed(day, await due.Run(tenant, day, FinanceModule.Subject, cancellation)));
        await session.SaveChangesAsync(cancellation);
    }

    private Task<List<string>> Districts(CancellationToken cancellation) =>
        database.Rows("select distinct tenant_id from events.mt_doc_subsidy order by 1", row => row.GetString(0), cancellation);
}

/// <summary>A day whose end has been looked at.</summary>
public sealed record ClosedDay(string Id, int GivenUp, long Version)
{
    /// <summary>Before the day was closed.</summary>
    public ClosedDay() : this("", 0, 0) { }

    internal static string Key(DateOnly day) => $"day:{day:O}";

    /// <summary>The state after one more event.</summary>
    public ClosedDay Evolve(IEvent happened) => happened.Data is SubsidyDayClosed closed ? this with { Id = happened.StreamKey!, GivenUp = closed.GivenUp } : this;
}
