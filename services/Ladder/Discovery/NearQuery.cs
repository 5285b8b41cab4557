using System.Text.Json;
using Cultivation.Criteria;
using Dapper;
using Npgsql;

namespace Cultivation.Ladder.Discovery;

/// <summary>What is asked of the distances: at most so many conditions short, at most so many open.</summary>
/// <param name="Industry">First characters of the industry code (GB/T 4754).</param>
internal sealed record Near(string StageId, int MostMissing, int MostOpen, string? Town, string? Industry);

/// <summary>A firm and how far it is from a stage.</summary>
/// <param name="AsOf">Day for which it was computed; facts are those known then. Of a past question the first day for which it was computed so.</param>
internal sealed record NearFirm(
    string FirmId, string CreditCode, string LegalName, string? Town, string Result, int Missing, int Open, IReadOnlyList<RoadmapItem> Lacks, string Rule,
    DateOnly AsOf)
{
    /// <summary>Where the next page begins.</summary>
    public string Cursor => string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{Missing}.{Open}.{FirmId}");
}

/// <summary>
/// Reads the nearest firms, nearest first: by the distances of now, or by those that had been computed by the end of a day. Code, name, town and industry are
/// those known today.
/// </summary>
internal static class NearQuery
{
    private const string Then = $"""
        (select *, known_from as as_of from {Database.Lists}.standing_spans where known_from <= @knownOn and (known_to is null or known_to > @knownOn))
        """;

    private static string Sql(DateOnly? knownOn) => $"""
        select s.firm_id, f.credit_code, f.legal_name, f.town, s.result, s.missing, s.open, s.lacks::text as lacks, s.rule, s.as_of
        from {(knownOn is null ? $"{Database.Lists}.standings" : Then)} s join {Database.Lists}.firm_list f on f.tenant_id = s.tenant_id and f.firm_id = s.firm_id
        where s.tenant_id = @tenant and s.stage_id = @StageId and s.missing <= @MostMissing and s.open <= @MostOpen
            and (s.missing, s.open, s.firm_id) > (@afterMissing, @afterOpen, @afterFirm)
            and (@Town::varchar is null or f.town = @Town)
            and (@Industry::varchar is null or exists (
                select from {Database.Events}.mt_doc_firm d
                where d.tenant_id = s.tenant_id and d.id = 'firm:' || s.firm_id and starts_with(d.data ->> 'industryCode', @Industry)))
        order by s.missing, s.open, s.firm_id limit @most
        """;

    /// <param name="knownOn">A day that is over; null for now.</param>
    /// <param name="after">A cursor, or null for the beginning.</param>
    /// <exception cref="RuleBroken"><c>discovery.cursor-malformed</c>.</exception>
    public static async Task<List<NearFirm>> Read(
        NpgsqlDataSource database, string tenant, Near near, DateOnly? knownOn, string? after, int most, CancellationToken cancellation)
    {
        var (missing, open, firm) = Place(after);
        await using var connection = await database.OpenConnectionAsync(cancellation);
        var rows = await connection.QueryAsync<Row>(new CommandDefinition(
            Sql(knownOn),
            new
            {
                tenant, knownOn, near.StageId, near.MostMissing, near.MostOpen, near.Town, near.Industry, afterMissing = missing, afterOpen = open, afterFirm = firm, most,
            },
            cancellationToken: cancellation));
        return [.. rows.Select(r => new NearFirm(
            r.FirmId, r.CreditCode, r.LegalName, r.Town, r.Result, r.Missing, r.Open, JsonSerializer.Deserialize<RoadmapItem[]>(r.Lacks, Json.Web)!, r.Rule, r.AsOf))];
    }

    private static (int Missing, int Open, string Firm) Place(string? after) => after?.Split('.') switch
    {
        null => (-1, -1, ""),
        [var missing, var open, var firm] when int.TryParse(missing, out var m) && int.TryParse(open, out var o) => (m, o, firm),
        _ => throw new RuleBroken("discovery.cursor-malformed", new { after }),
    };

    private sealed record Row(
        string FirmId, string CreditCode, string LegalName, string? Town, string Result, int Missing, int Open, string Lacks, string Rule, DateOnly AsOf);
}
