using Dapper;
using Npgsql;

namespace Cultivation.Ladder.Stages;

/// <summary>Who entered each stage of the ladder, by year, and how many of them rose, as of one day, as known on another.</summary>
internal sealed record Cohorts(DateOnly AsOf, DateOnly KnownOn, bool Provisional, IReadOnlyList<Cohort> Items);

/// <summary>Firms (家) that entered a stage in a year for the first time and had never stood on a higher one before.</summary>
/// <param name="Risen">How many of them had entered a higher stage of the same ladder after one, two and three years.</param>
internal sealed record Cohort(string StageId, int Year, long Entered, IReadOnlyList<Rise> Risen);

/// <param name="Years">Counted for each firm from its own day of entry.</param>
/// <param name="Complete">The time is over for every firm of the cohort; else the figure may still grow.</param>
internal sealed record Rise(int Years, long Firms, bool Complete);

internal static class GetCohorts
{
    public static void Map(IEndpointRouteBuilder routes) => routes.MapGet("/cohorts", Handle).IsQuery(Readers.Office);

    private static async Task<Cohorts> Handle(
        DateOnly? asOf, DateOnly? knownOn, QueryContext context, NpgsqlDataSource database, Shelf shelf, CancellationToken cancellation)
    {
        var asked = await TwoTimes.Ask(context, asOf, knownOn, cancellation);
        var rungs = (await shelf.Look(context.Tenant, cancellation)).Rungs.InForce(asked.AsOf)
            .SelectMany(v => v.All.Where(r => r.Beside is null).Select(r => (r.StageId, v.ProgrammeId, r.Order))).ToList();
        await using var connection = await database.OpenConnectionAsync(cancellation);
        var rows = await connection.QueryAsync<Row>(new CommandDefinition(
            $"""
            with rungs as (select * from unnest(@stages, @programmes, @orders) as r (stage_id, programme, rung)),
            entries as (
                select s.firm_id, s.stage_id, r.programme, r.rung, min(s.valid_from) as since
                from {Database.Lists}.stage_spans s join rungs r on r.stage_id = s.stage_id
                where s.tenant_id = @tenant and {asked.Known("s")} and {TwoTimes.Began("s")}
                group by s.firm_id, s.stage_id, r.programme, r.rung),
            cohort as (
                select *, min(since) over (partition by firm_id, programme order by rung range between 1 following and unbounded following) as risen from entries)
            select stage_id, extract(year from since)::int as year, count(*) as entered,
                count(*) filter (where risen <= since + interval '1 year') as one, count(*) filter (where risen <= since + interval '2 years') as two,
                count(*) filter (where risen <= since + interval '3 years') as three
            from cohort where risen is null or risen >= since
            group by stage_id, rung, year order by rung, stage_id, year
            """,
            new
            {
                tenant = context.Tenant, asked.AsOf, asked.KnownOn, asked.Cut, stages = rungs.Select(r => r.StageId).ToArray(),
                programmes = rungs.Select(r => r.ProgrammeId).ToArray(), orders = rungs.Select(r => r.Order).ToArray(),
            },
            cancellationToken: cancellation));
        return new(asked.AsOf, asked.KnownOn, asked.Provisional, [.. rows.Select(r => r.Shown(asked.AsOf))]);
    }

    private sealed record Row(string StageId, int Year, long Entered, long One, long Two, long Three)
    {
        public Cohort Shown(DateOnly asOf) => new(StageId, Year, Entered,
            [.. new[] { One, Two, Three }.Select((firms, at) => new Rise(at + 1, firms, asOf >= new DateOnly(Year, 12, 31).AddYears(at + 1)))]);
    }
}
