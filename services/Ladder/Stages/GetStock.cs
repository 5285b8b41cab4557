using Dapper;
using Npgsql;

namespace Cultivation.Ladder.Stages;

/// <summary>
/// Counts as of one day, as known on another, each with its basis (DOMAIN 4, no. 4): 家 counts firms, 家次 counts awards. They are never added up.
/// </summary>
/// <param name="Year">The year whose new firms and awards are counted, up to the day asked about.</param>
/// <param name="Union">Firms that hold any of several titles, each once; null where none was asked for.</param>
internal sealed record Stock(
    DateOnly AsOf, DateOnly KnownOn, bool Provisional, int Year, IReadOnlyList<StageStock> Stages, IReadOnlyList<AwardStock> Awards, UnionStock? Union);

/// <summary>A stage, counted in firms (家).</summary>
/// <param name="Firms">Firms that stood on it on the day.</param>
/// <param name="Entered">Firms that entered it in the year, again or for the first time.</param>
/// <param name="FirstTime">Those of them that had never stood on it before.</param>
internal sealed record StageStock(string StageId, long Firms, long Entered, long FirstTime);

/// <summary>A kind of title.</summary>
/// <param name="Awards">Titles ever given (家次), renewals and revoked ones among them, by their first day.</param>
/// <param name="AwardsInYear">Titles given in the year (家次).</param>
/// <param name="Firms">Firms that held one on the day (家).</param>
/// <param name="FirmsEver">Firms that were ever given one (家).</param>
internal sealed record AwardStock(string CredentialType, long Awards, long AwardsInYear, long Firms, long FirmsEver);

/// <summary>Several kinds of title together.</summary>
/// <param name="Firms">Firms that held at least one of them on the day, each counted once (家).</param>
internal sealed record UnionStock(string[] CredentialTypes, long Firms);

internal static class GetStock
{
    public static void Map(IEndpointRouteBuilder routes) =>
        routes.MapGet("/stock", Handle).IsQuery(Readers.Office);

    /// <param name="union">Kinds of title, separated by commas.</param>
    private static async Task<Stock> Handle(
        DateOnly? asOf, DateOnly? knownOn, int? year, string? union, QueryContext context, NpgsqlDataSource database, CancellationToken cancellation)
    {
        var types = union?.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        return await Read(database, context.Tenant, await TwoTimes.Ask(context, asOf, knownOn, cancellation), year, types, cancellation);
    }

    /// <exception cref="RuleBroken"><c>stock.year</c>.</exception>
    public static async Task<Stock> Read(
        NpgsqlDataSource database, string tenant, TwoTimes asked, int? year, string[]? types, CancellationToken cancellation)
    {
        var counted = year ?? asked.AsOf.Year;
        if (counted < 1949 || counted > asked.AsOf.Year)
            throw new RuleBroken("stock.year", new { year = counted, asked.AsOf });
        var (from, end) = (new DateOnly(counted, 1, 1), new DateOnly(counted, 12, 31));
        var about = new { tenant, asked.AsOf, asked.KnownOn, asked.Cut, from, to = end < asked.AsOf ? end : asked.AsOf };
        await using var connection = await database.OpenConnectionAsync(cancellation);
        var stages = await connection.QueryAsync<StageStock>(new CommandDefinition(
            $"""
            with firms as (
                select stage_id, firm_id, min(valid_from) as first, bool_or({TwoTimes.Valid("s")}) as held, bool_or(valid_from between @from and @to) as entered
                from {Database.Lists}.stage_spans s where tenant_id = @tenant and {asked.Known("s")} and {TwoTimes.Began("s")}
                group by stage_id, firm_id)
            select stage_id, count(*) filter (where held) as firms, count(*) filter (where entered) as entered,
                count(*) filter (where first between @from and @to) as first_time
            from firms group by stage_id order by stage_id
            """, about, cancellationToken: cancellation));
        var awards = await connection.QueryAsync<AwardStock>(new CommandDefinition(
            $"""
            with titles as (
                select credential_type, firm_id, recognition_id, min(valid_from) as since, bool_or({TwoTimes.Valid("r")}) as held
                from {Database.Lists}.recognition_spans r where tenant_id = @tenant and {asked.Known("r")} and valid_from <= @AsOf
                group by credential_type, firm_id, recognition_id),
            -- What a firm brought along from another district was awarded there, and is held here.
            counted as (
                select t.*, f.custody_from is null or t.since >= f.custody_from as here
                from titles t join {Database.Lists}.firm_list f on f.tenant_id = @tenant and f.firm_id = t.firm_id)
            select credential_type, count(*) filter (where here) as awards, count(*) filter (where here and since between @from and @to) as awards_in_year,
                count(distinct firm_id) filter (where held) as firms, count(distinct firm_id) filter (where here) as firms_ever
            from counted group by credential_type having bool_or(here or held) order by credential_type
            """, about, cancellationToken: cancellation));
        var any = types is null ? null : new UnionStock(types, await Union(connection, tenant, asked, types, cancellation));
        return new(asked.AsOf, asked.KnownOn, asked.Provisional, counted, [.. stages], [.. awards], any);
    }

    /// <summary>Firms that hold at least one of several kinds of title, each once.</summary>
    public static Task<long> Union(NpgsqlConnection connection, string tenant, TwoTimes asked, string[] types, CancellationToken cancellation) =>
        connection.ExecuteScalarAsync<long>(new CommandDefinition(
            $"select count(distinct firm_id) from {Database.Lists}.recognition_spans r where tenant_id = @tenant and {asked.Holds("r")} and credential_type = any(@types)",
            new { tenant, asked.AsOf, asked.KnownOn, asked.Cut, types }, cancellationToken: cancellation));

    /// <summary>Firms on at least one of several stages, and those of the year that had never been on any of them before; each once.</summary>
    public static Task<(long Firms, long FirstTime)> OnAny(
        NpgsqlConnection connection, string tenant, TwoTimes asked, int year, string[] stages, CancellationToken cancellation) =>
        connection.QuerySingleAsync<(long, long)>(new CommandDefinition(
            $"""
            with firms as (
                select firm_id, min(valid_from) as first, bool_or({TwoTimes.Valid("s")}) as held from {Database.Lists}.stage_spans s
                where tenant_id = @tenant and stage_id = any(@stages) and {asked.Known("s")} and {TwoTimes.Began("s")} group by firm_id)
            select count(*) filter (where held), count(*) filter (where extract(year from first) = @year) from firms
            """,
            new { tenant, asked.AsOf, asked.KnownOn, asked.Cut, year, stages }, cancellationToken: cancellation));
}
