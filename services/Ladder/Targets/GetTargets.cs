using Npgsql;

namespace Cultivation.Ladder.Targets;

/// <summary>An indicator of a year: what papers asked for, and what is there.</summary>
/// <param name="Targets">Each paper's, by the day of the paper: an earlier one stays.</param>
/// <param name="Governing">Id of the one that governs on the day asked about; null where no paper was out by then.</param>
/// <param name="Actual">Counted on the same basis, at the latest by the end of the year.</param>
/// <param name="Met">Whether the actual figure reaches each target, by its id.</param>
internal sealed record Indicator(
    string Name, int Year, TargetSet[] Targets, string? Governing, long Actual, DateOnly CountedOn, IReadOnlyDictionary<string, bool> Met);

/// <summary>Targets against what is counted, as of one day, as known on another.</summary>
internal static class GetTargets
{
    public static void Map(IEndpointRouteBuilder routes) => routes.MapGet("/targets", Handle).IsQuery(Readers.Office);

    private static async Task<IReadOnlyList<Indicator>> Handle(
        int year, DateOnly? asOf, DateOnly? knownOn, QueryContext context, NpgsqlDataSource database, CancellationToken cancellation)
    {
        if (!TargetsOfYear.Takes(year))
            throw new RuleBroken("target.year", new { year });
        var asked = await TwoTimes.Ask(context, asOf, knownOn, cancellation);
        var end = new DateOnly(year, 12, 31);
        var counted = asked.AsOf < end ? asked : asked with { AsOf = end };
        if (await context.Session.LoadAsync<TargetsOfYear>(TargetsOfYear.Key(year), cancellation) is not { } known)
            return [];
        var stock = await GetStock.Read(database, context.Tenant, counted, Math.Min(year, counted.AsOf.Year), null, cancellation);
        await using var connection = await database.OpenConnectionAsync(cancellation);
        List<Indicator> found = [];
        foreach (var papers in known.All.GroupBy(t => (t.Indicator, t.Basis, Of: string.Join(',', t.Of))))
        {
            var actual = await Count(papers.First(), stock, connection, context.Tenant, counted, cancellation);
            found.Add(Of([.. papers.OrderBy(t => t.PublishedOn)], actual, counted.AsOf, asked.AsOf));
        }
        return found;
    }

    internal static Indicator Of(TargetSet[] papers, long actual, DateOnly countedOn, DateOnly day) => new(
        papers[0].Indicator, papers[0].Year, papers, papers.LastOrDefault(t => t.PublishedOn <= day)?.TargetId, actual, countedOn,
        papers.ToDictionary(t => t.TargetId, t => t.Operator == TargetOperator.MoreThan ? actual > t.Value : actual >= t.Value));

    // Stages and titles do not mix. A firm that is on two rungs, or holds two titles, counts once; of one alone the stock says it already.
    private static async Task<long> Count(
        TargetSet target, Stock stock, NpgsqlConnection connection, string tenant, TwoTimes counted, CancellationToken cancellation)
    {
        AwardStock[] titles = [.. stock.Awards.Where(a => target.Of.Contains(a.CredentialType))];
        if (target.Basis == CountBasis.CumulativeAwards)
            return titles.Sum(a => a.Awards);
        StageStock[] stages = [.. stock.Stages.Where(s => target.Of.Contains(s.StageId))];
        var (firms, firstTime) = stages is [_, _, ..]
            ? await GetStock.OnAny(connection, tenant, counted, stock.Year, target.Of, cancellation)
            : (stages.Sum(s => s.Firms), stages.Sum(s => s.FirstTime));
        if (target.Basis == CountBasis.NewInYear)
            return firstTime + titles.Sum(a => a.AwardsInYear);
        return firms + (titles is [_, _, ..] ? await GetStock.Union(connection, tenant, counted, target.Of, cancellation) : titles.Sum(a => a.Firms));
    }
}
